// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "features/conversations/conversation.hpp"
#include "test/live_stream.hpp"
#include "test/test_app.hpp"

namespace loggia::test {

using Texts = std::vector<std::string>;

// Sanne and Marit write to each other about the villa.
class Conversations : public testing::Test {
protected:
    static std::string quoted(std::string const& text) { return "\"" + text + "\""; }
    // A UUID for each number.
    static std::string uuid(int number)
    {
        auto const digits = std::to_string(100'000'000'000 + number);
        return "3f2504e0-4f89-41d3-9a0c-" + digits;
    }
    std::string body(std::string const& text, std::string const& client_id, Texts const& attachments = {})
    {
        std::string list;
        for (auto const& id : attachments) list += (list.empty() ? "" : ", ") + quoted(id);
        return R"({"client_id": )" + quoted(client_id) + R"(, "text": )" + quoted(text) + R"(, "attachments": [)" + list + "]}";
    }
    static std::string own(std::string const& id, std::string const& part = {}) { return "/api/v1/portal/conversations/" + id + part; }
    static std::string theirs(std::string const& id, std::string const& part = {}) { return "/api/v1/conversations/" + id + part; }

    // The one about the villa, from Sanne's side; nothing is written in it yet.
    std::string opened()
    {
        auto const reply = sanne.put("/api/v1/portal/properties/" + world::villa.text() + "/conversation", "{}");
        EXPECT_EQ(reply.status, 200U) << reply.body;
        return reply.text("/id");
    }
    Reply write(std::string const& id, std::string const& text, Texts const& attachments = {})
    {
        return sanne.post(own(id, "/messages"), body(text, uuid(++written), attachments));
    }
    Reply answer(std::string const& id, std::string const& text, Texts const& attachments = {})
    {
        return marit.post(theirs(id, "/messages"), body(text, uuid(++written), attachments));
    }
    // With a first message of Sanne's.
    std::string begun()
    {
        auto const id = opened();
        auto const reply = write(id, "Is the villa still free?");
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return id;
    }
    Reply read_by(Caller& caller, std::string const& path, std::string const& message)
    {
        return caller.put(path + "/reading", R"({"message_id": )" + quoted(message) + "}");
    }
    Texts actions_on(std::string const& id) { return app.actions(ConversationId::parse(id)->value); }
    void limit_sanne(std::string const& columns) { app.sql("UPDATE accesses SET " + columns + " WHERE id = 1901"); }

    TestApp app;
    Caller marit = app.marit();
    Caller sanne = app.sanne();
    int written = 0;
};

inline Texts texts_of(Reply const& reply, std::string const& member, std::string const& list = "/items")
{
    Texts result;
    for (auto const& item : reply.at(list).as_array()) {
        auto const& value = item.at(member);
        result.push_back(value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value));
    }
    return result;
}

} // namespace loggia::test
