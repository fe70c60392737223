// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feeds/kyero_test_support.hpp"
#include "test/test_app.hpp"

// What tests of the feeds' routes share.
namespace loggia::test::feeds {

inline std::string create(Caller& caller, std::string const& body = R"({"name": "Main feed"})")
{
    return caller.post("/api/v1/feeds", body).text("/id");
}

inline Reply send(Caller& caller, std::string const& feed, std::string const& bytes)
{
    return caller.put("/api/v1/feeds/" + feed + "/content", bytes, {{"Content-Type", "application/xml"}});
}

// "created updated unchanged withdrawn refused"
inline std::string counts(Reply const& run)
{
    std::string text;
    for (auto const* name : {"/created", "/updated", "/unchanged", "/withdrawn", "/refused"})
        text += (text.empty() ? "" : " ") + std::to_string(run.at(name).as_int64());
    return text;
}

inline std::int64_t id_in(TestApp& app, std::string const& feed_property)
{
    std::int64_t id = 0;
    app.database().read(
        [&](db::Tx& tx) { id = tx.number("SELECT id FROM properties WHERE feed_property = $1", feed_property).value_or(0); });
    return id;
}

inline std::string path_of(TestApp& app, std::string const& feed_property)
{
    return "/api/v1/properties/" + PropertyId{id_in(app, feed_property)}.text();
}

}  // namespace loggia::test::feeds
