// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/log/log.hpp"
#include "test/secret_watch.hpp"

namespace loggia::test {

// Whatever is logged in the whole run, by the server in this process or by programs the tests start, is searched for the
// secrets the tests handled.
class WatchOverSecrets : public testing::Environment {
public:
    void SetUp() override
    {
        log::observe([](std::string_view line) { secret_watch().hear(line); });
    }
    void TearDown() override
    {
        for (auto const& leak : secret_watch().leaks_into_log()) ADD_FAILURE() << "a secret was logged: " << leak;
    }
};

} // namespace loggia::test

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    loggia::log::set_level(loggia::log::Level::error);
    testing::AddGlobalTestEnvironment(new loggia::test::WatchOverSecrets); // gtest takes it over
    return RUN_ALL_TESTS();
}
