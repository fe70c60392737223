// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversations_test_support.hpp"

namespace loggia::test {
namespace {

class ConversationRights : public Conversations {
protected:
    // Mark comes in as well, to the whole company's messages, which Sanne's are.
    Caller colleague()
    {
        app.sql(R"(
            INSERT INTO company_people (organization_id, company_id, contact_id) VALUES (1001, 1301, 1201), (1001, 1301, 1202);
            UPDATE accounts SET must_change_password = 0, password_expires_at = NULL WHERE id = 1802;
            UPDATE accesses SET state = 'active', company_scope = 8 WHERE id = 1902;
        )");
        return app.client("vesper-daal", "mark@example.com");
    }
};

TEST_F(ConversationRights, AnotherClientFindsNothing)
{
    auto const id = begun();
    app.sql(R"(
        UPDATE accounts SET must_change_password = 0, password_expires_at = NULL WHERE id = 1802;
        UPDATE accesses SET state = 'active' WHERE id = 1902;
    )");
    auto mark = app.client("vesper-daal", "mark@example.com");
    EXPECT_EQ(mark.get(own(id)).code(), "conversation_not_found");
    EXPECT_EQ(mark.get(own(id, "/messages")).code(), "conversation_not_found");
    EXPECT_EQ(mark.post(own(id, "/messages"), body("Hello", uuid(1))).code(), "conversation_not_found");
    EXPECT_EQ(mark.get("/api/v1/portal/conversations").at("/items").as_array().size(), 0U);
    auto const other = mark.put("/api/v1/portal/properties/" + world::villa.text() + "/conversation", "{}");
    EXPECT_EQ(other.status, 200U);
    EXPECT_NE(other.text("/id"), id) << "his own, about the same villa";
}

TEST_F(ConversationRights, TheRivalFindsNothing)
{
    auto const id = begun();
    auto rival = app.rival();
    auto joost = app.joost();
    EXPECT_EQ(rival.get(theirs(id)).code(), "conversation_not_found");
    EXPECT_EQ(rival.post(theirs(id, "/messages"), body("Hello", uuid(1))).code(), "conversation_not_found");
    EXPECT_EQ(rival.put(theirs(id, "/state"), R"({"state": "closed"})").code(), "conversation_not_found");
    EXPECT_EQ(rival.put(theirs(id, "/owner"), R"({"owner_id": null})").code(), "conversation_not_found");
    EXPECT_EQ(rival.get("/api/v1/conversations?q=sanne").at("/items").as_array().size(), 0U);
    EXPECT_EQ(joost.get(own(id)).code(), "conversation_not_found");
    EXPECT_EQ(app.nobody().get(own(id)).status, 401U);
    EXPECT_EQ(sanne.get(theirs(id)).status, 401U) << "a client is nobody to the staff's routes";
}

TEST_F(ConversationRights, ReadingAndSendingAreTwoRights)
{
    auto const id = begun();
    limit_sanne("level = 'basic'");
    EXPECT_EQ(sanne.get(own(id, "/messages")).status, 200U);
    EXPECT_FALSE(sanne.get(own(id)).at("/may_send").as_bool());
    EXPECT_EQ(write(id, "Hello").code(), "right_missing");
    EXPECT_EQ(sanne.post("/api/v1/portal/conversations", R"({"subject": "Keys"})").code(), "right_missing");
    EXPECT_EQ(opened(), id) << "the one that is there is found";
    limit_sanne("rights_denied = 32");
    EXPECT_EQ(sanne.get(own(id)).code(), "right_missing");
}

TEST_F(ConversationRights, WhoMayOnlyReadBeginsNothing)
{
    limit_sanne("level = 'basic'");
    auto const path = "/api/v1/portal/properties/" + world::villa.text() + "/conversation";
    EXPECT_EQ(sanne.put(path, "{}").code(), "right_missing");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM conversations"), 0);
}

TEST_F(ConversationRights, NoConversationAboutAHomeThatWasNotOffered)
{
    EXPECT_EQ(sanne.put("/api/v1/portal/properties/" + world::finca.text() + "/conversation", "{}").code(), "property_not_found");
    limit_sanne("rights_denied = 1");
    EXPECT_EQ(sanne.put("/api/v1/portal/properties/" + world::villa.text() + "/conversation", "{}").code(), "property_not_found");
    EXPECT_EQ(sanne.put("/api/v1/portal/properties/" + world::villa.text() + "/conversation", R"({"x": 1})").code(), "invalid_body");
}

TEST_F(ConversationRights, WithoutTheRightTheHomeIsNotTold)
{
    auto const id = begun();
    limit_sanne("rights_denied = 1");
    auto const shown = sanne.get(own(id));
    EXPECT_TRUE(shown.at("/property").is_null());
    EXPECT_EQ(shown.body.find("Aljibe"), std::string::npos);
}

TEST_F(ConversationRights, AColleagueReadsAndDoesNotWrite)
{
    auto const id = begun();
    auto const message = answer(id, "Yes").text("/id");
    auto mark = colleague();
    EXPECT_EQ(texts_of(mark.get("/api/v1/portal/conversations"), "id"), Texts{id});
    auto const shown = mark.get(own(id));
    EXPECT_FALSE(shown.at("/may_send").as_bool());
    EXPECT_EQ(shown.at("/unread").as_int64(), 0);
    EXPECT_EQ(mark.get(own(id, "/messages")).at("/items").as_array().size(), 2U);
    EXPECT_EQ(mark.post(own(id, "/messages"), body("Hello", uuid(1))).code(), "not_own_conversation");
    EXPECT_EQ(read_by(mark, own(id), message).code(), "not_own_conversation");
    EXPECT_TRUE(marit.get(theirs(id, "/messages")).at("/items/1/read_at").is_null());
}

TEST_F(ConversationRights, WhatIsOlderThanTheRetentionIsNotShown)
{
    auto const id = begun();
    app.clock().advance(std::chrono::hours(24 * 8));
    limit_sanne("retention_days = 7");
    EXPECT_EQ(sanne.get("/api/v1/portal/conversations").at("/items").as_array().size(), 0U);
    EXPECT_EQ(opened(), id) << "but it can be gone on with";
    EXPECT_TRUE(sanne.get(own(id)).at("/last_message").is_null());
    EXPECT_EQ(sanne.get(own(id, "/messages")).at("/items").as_array().size(), 0U);
    EXPECT_EQ(write(id, "I am back.").status, 201U);
    EXPECT_EQ(texts_of(sanne.get(own(id, "/messages")), "text"), Texts{"I am back."});
    EXPECT_EQ(marit.get(theirs(id, "/messages")).at("/items").as_array().size(), 2U);
}

TEST_F(ConversationRights, StaffInAClientsPlaceSendOnlyWhereTheyMayActAndHaveReadNothing)
{
    auto const id = begun();
    auto const message = answer(id, "Yes").text("/id");
    auto const stand_in = [&](std::string const& rule) {
        app.sql("UPDATE organizations SET impersonation = '" + rule + "' WHERE id = 1001");
        auto const begun = marit.post("/api/v1/contacts/" + world::sanne.text() + "/impersonations",
                                      R"({"portal_id": )" + quoted(world::portal.text()) + "}");
        EXPECT_EQ(begun.status, 201U) << begun.body;
    };
    stand_in("read_only");
    EXPECT_FALSE(marit.get(own(id)).at("/may_send").as_bool());
    EXPECT_EQ(marit.post(own(id, "/messages"), body("Hello", uuid(20))).code(), "impersonation_read_only");
    stand_in("act");
    auto const sent = marit.post(own(id, "/messages"), body("On her behalf", uuid(21)));
    EXPECT_EQ(sent.status, 201U) << sent.body;
    EXPECT_EQ(sent.text("/author_kind"), "staff");
    EXPECT_EQ(sent.text("/author_name"), "Marit Vesper");
    EXPECT_EQ(sent.text("/on_behalf_of_name"), "Sanne de Wit");
    EXPECT_EQ(marit.get(theirs(id)).text("/state"), "open") << "it counts as the client's";
    EXPECT_EQ(read_by(marit, own(id), message).status, 204U);
    EXPECT_EQ(sanne.get(own(id)).at("/unread").as_int64(), 1) << "she has not seen it";
}

TEST_F(ConversationRights, AStreamWithoutTheRightHearsNothingOfMessages)
{
    auto const id = begun();
    limit_sanne("rights_denied = 32");
    auto client = LiveStream::of_client(app.port(), sanne);
    answer(id, "Yes");
    // What she may hear comes after it, and first.
    EXPECT_EQ(
        marit.put("/api/v1/deals/" + world::second_home.text() + "/stage", R"({"stage_id": )" + quoted(world::stage_viewing.text()) + "}")
            .status,
        200U);
    EXPECT_NE(client.event().find("deal.stage_changed"), std::string::npos);
}

} // namespace
} // namespace loggia::test
