// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/log/log.hpp"

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    loggia::log::set_level(loggia::log::Level::error);
    return RUN_ALL_TESTS();
}
