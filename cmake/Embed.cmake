# SPDX-License-Identifier: Apache-2.0
# Puts migrations, locales, demo data and the built web apps into the binary. Each folder becomes one object file made by
# embed.cmake's generated assembly (.incbin), so that megabytes of assets cost no compile time.
set(EMBEDDED_SOURCES)
enable_language(ASM)

function(embed name folder)
    cmake_parse_arguments(ARG "" "" "PATTERNS" ${ARGN})
    set(index ${CMAKE_BINARY_DIR}/generated/embedded_${name}.cpp)
    set(blob ${CMAKE_BINARY_DIR}/generated/embedded_${name}.S)
    set(globs)
    foreach(pattern ${ARG_PATTERNS})
        list(APPEND globs ${folder}/${pattern})
    endforeach()
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${globs})
    add_custom_command(
        OUTPUT ${index} ${blob}
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFOLDER=${folder} "-DPATTERNS=${ARG_PATTERNS}" -DINDEX=${index}
                -DBLOB=${blob} -P ${CMAKE_SOURCE_DIR}/cmake/embed_folder.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_folder.cmake
        COMMENT "Embedding ${name}"
        VERBATIM)
    set_source_files_properties(${blob} PROPERTIES LANGUAGE ASM OBJECT_DEPENDS "${files}")
    set(EMBEDDED_SOURCES ${EMBEDDED_SOURCES} ${index} ${blob} PARENT_SCOPE)
endfunction()

embed(migrations ${CMAKE_SOURCE_DIR}/migrations PATTERNS *.sql)
embed(locales ${CMAKE_SOURCE_DIR}/locales PATTERNS ??.json)
embed(demo ${CMAKE_SOURCE_DIR}/server/app/demo PATTERNS *.json *.svg *.mp3)
embed(portal ${CMAKE_SOURCE_DIR}/web/portal/dist PATTERNS *)
embed(crm ${CMAKE_SOURCE_DIR}/web/crm/dist PATTERNS *)
