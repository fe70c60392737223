// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace loggia::test {

bool on_postgres();

// The address of an empty database: "sqlite", or a database of its own on the server LOGGIA_TEST_POSTGRES names.
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(TestDatabase const&) = delete;
    TestDatabase& operator=(TestDatabase const&) = delete;
    std::string const& address() const { return address_; }

private:
    std::string address_ = "sqlite";
    std::string name_;
};

}  // namespace loggia::test
