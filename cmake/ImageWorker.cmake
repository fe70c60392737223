# SPDX-License-Identifier: Apache-2.0
# Pictures are decoded by an executable of its own, so that the server links none of libvips.
pkg_check_modules(VIPS REQUIRED IMPORTED_TARGET vips-cpp)

set(IMAGES ${CMAKE_SOURCE_DIR}/server/platform/images)
add_executable(loggia-image-worker ${IMAGES}/frame.cpp ${IMAGES}/worker/confine.cpp ${IMAGES}/worker/main.cpp
    ${IMAGES}/worker/transform.cpp ${IMAGES}/worker/webp_container.cpp ${IMAGES}/worker/worker.cpp)
target_include_directories(loggia-image-worker PRIVATE ${CMAKE_SOURCE_DIR}/server)
target_compile_options(loggia-image-worker PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
target_link_libraries(loggia-image-worker PRIVATE PkgConfig::VIPS Boost::json fmt::fmt)

# Its tests make and read pictures with libvips themselves; hence not part of loggia_tests, nor linked with the server.
if(NOT LOGGIA_FUZZ)
    find_package(GTest REQUIRED)
    add_executable(loggia_image_tests ${IMAGES}/frame.cpp ${IMAGES}/images.cpp ${IMAGES}/worker/images_test.cpp
        ${CMAKE_SOURCE_DIR}/server/platform/clock.cpp ${CMAKE_SOURCE_DIR}/server/platform/log/log.cpp
        ${CMAKE_SOURCE_DIR}/server/platform/utf8.cpp)
    target_include_directories(loggia_image_tests PRIVATE ${CMAKE_SOURCE_DIR}/server)
    target_compile_options(loggia_image_tests PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
    target_link_libraries(loggia_image_tests PRIVATE PkgConfig::VIPS Boost::json spdlog::spdlog fmt::fmt GTest::gtest
        GTest::gtest_main)
    add_dependencies(loggia_image_tests loggia-image-worker)
    add_test(NAME images COMMAND loggia_image_tests)
endif()
