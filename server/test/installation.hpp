// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "test/child_process.hpp"
#include "test/test_database.hpp"
#include "test/world.hpp"
#include "test/paths.hpp"

namespace loggia::test {

struct LastName {
    std::string last_name;
};
BOOST_DESCRIBE_STRUCT(LastName, (), (last_name))

// The real program over a data folder, as its operator runs it; on the database this test run is for.
class Installation {
public:
    explicit Installation(std::filesystem::path data) : data_(std::move(data)) {}

    std::map<std::string, std::string> variables() const
    {
        return {{"LOGGIA_LISTEN", "127.0.0.1:0"}, {"LOGGIA_DATA", data_}, {"LOGGIA_DATABASE", database_.address()},
                {"LOGGIA_PASSWORD_MEMORY", "8"}, {"LOGGIA_ADMIN_PASSWORD", world::password}, {"LOGGIA_LOG", "info"}};
    }
    ChildProcess program(std::vector<std::string> arguments, std::map<std::string, std::string> const& more = {}) const
    {
        arguments.insert(arguments.begin(), test::program());
        auto all = variables();
        for (auto const& [name, value] : more) all[name] = value;
        return ChildProcess(std::move(arguments), all);
    }
    int run(std::vector<std::string> arguments) const
    {
        auto child = program(std::move(arguments));
        auto const status = child.wait();
        EXPECT_EQ(status, 0) << child.output();
        return status;
    }
    void set_up() const { run({"setup", "--organization", "Vesper", "--name", "Marit", "--email", "marit@vesper.example", "--slug", "vesper"}); }

    std::set<std::string> contacts() const
    {
        std::set<std::string> names;
        auto const database = db::Database::open({database_.address(), data_, 1});
        database->read([&](db::Tx& tx) {
            for (auto const& row : tx.rows<LastName>("SELECT last_name FROM contacts ORDER BY id")) names.insert(row.last_name);
        });
        return names;
    }

private:
    std::filesystem::path data_;
    TestDatabase database_;
};

// Of a program that was told to serve, once it does.
inline std::uint16_t port_of(ChildProcess& server)
{
    auto const said = server.wait_until_it_says("\"serving\"");
    auto const at = said.find("\"port\":", said.find("\"serving\""));
    return static_cast<std::uint16_t>(std::strtoul(said.c_str() + at + 7, nullptr, 10));
}

}  // namespace loggia::test
