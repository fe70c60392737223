// SPDX-License-Identifier: Apache-2.0
#include <future>

#include "features/conversations/conversations_test_support.hpp"

namespace loggia::test {
namespace {

TEST_F(Conversations, TheOneAboutAPropertyIsMadeOnce)
{
    auto const id = opened();
    EXPECT_EQ(opened(), id);
    auto const shown = sanne.get(own(id));
    EXPECT_EQ(shown.text("/property/title"), "Villa Aljibe");
    EXPECT_EQ(shown.at("/property/price/amount").as_int64(), 128'500'000);
    EXPECT_TRUE(shown.at("/subject").is_null());
    EXPECT_TRUE(shown.at("/last_message").is_null());
    EXPECT_EQ(shown.text("/owner_name"), "Marit Vesper") << "the owner of the contact";
    EXPECT_TRUE(shown.at("/may_send").as_bool());
    EXPECT_EQ(texts_of(sanne.get("/api/v1/portal/conversations"), "id"), Texts{id});
    EXPECT_EQ(actions_on(id), Texts{}) << "nothing happened yet";
}

TEST_F(Conversations, WithoutAMessageTheOtherSideSeesNothing)
{
    auto const id = opened();
    EXPECT_EQ(marit.get(theirs(id)).code(), "conversation_not_found");
    EXPECT_EQ(marit.get("/api/v1/conversations").at("/items").as_array().size(), 0U);
    auto const found = marit.post("/api/v1/conversations", R"({"contact_id": )" + quoted(world::sanne.text()) + R"(, "property_id": )" +
                                                               quoted(world::villa.text()) + "}");
    EXPECT_EQ(found.status, 200U) << found.body;
    EXPECT_EQ(found.text("/id"), id) << "both opened it";
    EXPECT_EQ(marit.get(theirs(id)).status, 200U);
    EXPECT_EQ(write(id, "Hello").status, 201U) << "who opened it first still may";
}

TEST_F(Conversations, AFirstMessageBeginsItForStaff)
{
    auto const id = begun();
    EXPECT_EQ(actions_on(id), Texts{"conversation.started"});
    EXPECT_EQ(app.actions(world::sanne.value).front(), "conversation.started");
    EXPECT_EQ(app.actions(world::villa.value), Texts{"conversation.started"});
    auto const listed = marit.get("/api/v1/conversations");
    EXPECT_EQ(listed.text("/items/0/contact_name"), "Sanne de Wit");
    EXPECT_EQ(listed.text("/items/0/last_message/text"), "Is the villa still free?");
    EXPECT_EQ(listed.text("/items/0/last_message/author_kind"), "contact");
    EXPECT_EQ(listed.at("/items/0/unread").as_int64(), 1);
    EXPECT_EQ(marit.get("/api/v1/summary").at("/unread_conversations").as_int64(), 1);
    EXPECT_EQ(sanne.get(own(id)).at("/unread").as_int64(), 0);
}

TEST_F(Conversations, StatesFollowTheMessages)
{
    auto const id = begun();
    EXPECT_EQ(answer(id, "Yes, come and see it.").status, 201U);
    EXPECT_EQ(sanne.get(own(id)).text("/state"), "awaiting_feedback");
    EXPECT_EQ(write(id, "Gladly.").status, 201U);
    EXPECT_EQ(marit.get(theirs(id)).text("/state"), "open");
    auto const closed = marit.put(theirs(id, "/state"), R"({"state": "closed"})");
    EXPECT_EQ(closed.text("/state"), "closed");
    EXPECT_EQ(marit.put(theirs(id, "/state"), R"({"state": "closed"})").at("/version"), closed.at("/version")) << "no change, no act";
    EXPECT_EQ(write(id, "One more thing.").status, 201U);
    EXPECT_EQ(marit.get(theirs(id)).text("/state"), "open");
    EXPECT_EQ(marit.put(theirs(id, "/state"), R"({"state": "asleep"})").error_at("/state"), "not_allowed");
    EXPECT_EQ(actions_on(id), (Texts{"conversation.message_sent", "conversation.state_changed", "conversation.message_sent",
                                     "conversation.message_sent", "conversation.started"}));
}

TEST_F(Conversations, AMessageIsSentOnceByItsClientId)
{
    auto const id = opened();
    auto const first = sanne.post(own(id, "/messages"), body("Hello", uuid(7)));
    auto const again = sanne.post(own(id, "/messages"), body(" Hello\\n", uuid(7)));
    EXPECT_EQ(first.status, 201U) << first.body;
    EXPECT_EQ(again.status, 201U);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(sanne.post(own(id, "/messages"), body("Something else", uuid(7))).code(), "message_id_taken");
    app.clock().advance(std::chrono::hours(24 * 10));
    EXPECT_EQ(sanne.post(own(id, "/messages"), body("Hello", uuid(7))).text("/id"), first.text("/id")) << "for ever";
    EXPECT_EQ(answer(id, "Hello to you").status, 201U);
    EXPECT_EQ(marit.post(theirs(id, "/messages"), body("Mine", uuid(7))).status, 201U) << "another author's id is another";
    EXPECT_EQ(actions_on(id).size(), 3U);
}

TEST_F(Conversations, OfTwoThatComeAtTheSameMomentOneIsKept)
{
    auto const id = opened();
    for (int round = 0; round < 5; ++round) {
        std::vector<std::future<Reply>> sent;
        for (int i = 0; i < 4; ++i)
            sent.push_back(std::async(std::launch::async, [this, id, round, caller = sanne]() mutable {
                return caller.post(own(id, "/messages"), body("At once", uuid(50 + round)));
            }));
        std::set<std::string> ids;
        for (auto& each : sent) {
            auto const reply = each.get();
            EXPECT_EQ(reply.status, 201U) << reply.body;
            if (reply.status == 201U) ids.insert(reply.text("/id"));
        }
        EXPECT_EQ(ids.size(), 1U);
    }
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM messages"), 5);
    EXPECT_EQ(actions_on(id).size(), 5U);
}

TEST_F(Conversations, WrongFieldsAreNamed)
{
    auto const id = begun();
    EXPECT_EQ(write(id, " ").code(), "message_empty");
    auto const bad = sanne.post(own(id, "/messages"), R"({"client_id": "7", "text": 5, "colour": "red"})");
    EXPECT_EQ(bad.error_at("/client_id"), "invalid_format");
    EXPECT_EQ(bad.error_at("/text"), "not_text");
    EXPECT_EQ(bad.error_at("/colour"), "unknown_field");
    EXPECT_EQ(write(id, std::string(5001, 'a')).error_at("/text"), "too_long");
    EXPECT_EQ(write(id, std::string(5000, 'a')).status, 201U);
    EXPECT_EQ(write(id, "With nothing", {uuid(999)}).error_at("/attachments/0"), "attachment_not_found");
    EXPECT_EQ(sanne.post("/api/v1/portal/conversations", R"({"subject": " "})").error_at("/subject"), "required");
    EXPECT_EQ(marit.post("/api/v1/conversations", R"({"contact_id": )" + quoted(world::sanne.text()) + "}").code(), "subject_required");
    EXPECT_EQ(marit.get("/api/v1/conversations?after=zz").error_at("/after"), "invalid_cursor");
    EXPECT_EQ(marit.get("/api/v1/conversations?owner=nobody").error_at("/owner"), "invalid_format");
    EXPECT_EQ(read_by(sanne, own(id), MessageId{5}.text()).error_at("/message_id"), "message_not_found");
}

TEST_F(Conversations, ReadMarksGoForwardOnlyAndTellBothSides)
{
    auto const id = begun();
    auto const first = answer(id, "One").text("/id");
    auto const second = answer(id, "Two").text("/id");
    EXPECT_EQ(sanne.get(own(id)).at("/unread").as_int64(), 2);
    auto page = LiveStream::of_staff(app.port(), marit);
    EXPECT_EQ(read_by(sanne, own(id), second).status, 204U);
    EXPECT_EQ(page.event(), "event: activity\ndata: {\"action\":\"conversation.read\",\"contact_id\":\"" + world::sanne.text() +
                                "\",\"conversation_id\":\"" + id + "\",\"message_id\":\"" + second + "\",\"side\":\"contact\"}\n\n");
    app.clock().advance(std::chrono::minutes(5));
    EXPECT_EQ(read_by(sanne, own(id), first).status, 204U);
    EXPECT_EQ(sanne.get(own(id)).at("/unread").as_int64(), 0);
    auto const messages = marit.get(theirs(id, "/messages"));
    EXPECT_EQ(texts_of(messages, "text"), (Texts{"Is the villa still free?", "One", "Two"}));
    EXPECT_EQ(messages.text("/items/2/read_at"), to_string(world::now));
    EXPECT_TRUE(messages.at("/items/0/read_at").is_null()) << "Marit has not said that she read";
    EXPECT_EQ(actions_on(id).size(), 3U) << "reading is no act";
}

TEST_F(Conversations, EachOfTheStaffHasMarksOfTheirOwn)
{
    auto lucia = app.lucia();
    auto const id = begun();
    auto const message = marit.get(theirs(id, "/messages")).text("/items/0/id");
    EXPECT_EQ(read_by(marit, theirs(id), message).status, 204U);
    EXPECT_EQ(marit.get("/api/v1/conversations?unread=true").at("/items").as_array().size(), 0U);
    EXPECT_EQ(lucia.get("/api/v1/conversations?unread=true").at("/items").as_array().size(), 1U);
    EXPECT_EQ(lucia.get("/api/v1/conversations?unread=false").at("/items").as_array().size(), 0U);
    EXPECT_EQ(sanne.get(own(id, "/messages")).text("/items/0/read_at"), to_string(world::now)) << "one of the staff has read it";
}

TEST_F(Conversations, WhoCameLaterIsNotGreetedByAllThatWasEverWritten)
{
    auto const id = begun();
    app.clock().advance(std::chrono::hours(1));
    app.sql("UPDATE users SET created_at = " + std::to_string(app.clock().now().milliseconds) + " WHERE id = 1102");
    auto lucia = app.lucia();
    EXPECT_EQ(lucia.get(theirs(id)).at("/unread").as_int64(), 0);
    EXPECT_EQ(lucia.get("/api/v1/summary").at("/unread_conversations").as_int64(), 0);
    write(id, "And now?");
    EXPECT_EQ(lucia.get(theirs(id)).at("/unread").as_int64(), 1);
}

TEST_F(Conversations, StaffFilterCountAndSearch)
{
    auto const villa = begun();
    app.clock().advance(std::chrono::minutes(1));
    auto const begin = [&](ContactId contact, std::string const& subject) {
        auto const reply =
            marit.post("/api/v1/conversations", R"({"contact_id": )" + quoted(contact.text()) + R"(, "subject": )" + quoted(subject) + "}");
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return reply.text("/id");
    };
    auto const keys = begin(world::fenna, "Handing over the keys");
    auto const deed = begin(world::noor, "The deed");
    EXPECT_EQ(answer(deed, "Good morning Noor").status, 201U);
    EXPECT_EQ(marit.put(theirs(keys, "/state"), R"({"state": "in_progress"})").status, 200U);
    EXPECT_EQ(marit.put(theirs(keys, "/owner"), R"({"owner_id": null})").status, 200U);
    auto const ids = [&](std::string const& query) { return texts_of(marit.get("/api/v1/conversations" + query), "id"); };
    EXPECT_EQ(ids(""), (Texts{deed, keys, villa})) << "the newest first";
    EXPECT_EQ(ids("?state=in_progress"), Texts{keys});
    EXPECT_EQ(ids("?owner=me"), Texts{villa});
    EXPECT_EQ(ids("?owner=none"), Texts{keys});
    EXPECT_EQ(ids("?owner=" + world::lucia.text()), Texts{deed}) << "who looks after Noor";
    EXPECT_EQ(ids("?contact=" + world::sanne.text()), Texts{villa});
    EXPECT_EQ(ids("?property=" + world::villa.text()), Texts{villa});
    EXPECT_EQ(ids("?unread=true"), Texts{villa});
    EXPECT_EQ(ids("?q=aljib"), Texts{villa});
    EXPECT_EQ(ids("?q=keys"), Texts{keys});
    EXPECT_EQ(ids("?q=noor&state=open"), Texts{});
    EXPECT_EQ(ids("?q=noor&state=awaiting_feedback"), Texts{deed});
    EXPECT_EQ(texts_of(marit.get("/api/v1/contacts/" + world::noor.text() + "/conversations"), "id"), Texts{deed});
    EXPECT_EQ(texts_of(marit.get("/api/v1/properties/" + world::villa.text() + "/conversations"), "id"), Texts{villa});
    auto const first = marit.get("/api/v1/conversations?limit=2");
    EXPECT_EQ(texts_of(first, "id"), (Texts{deed, keys}));
    EXPECT_EQ(ids("?limit=2&after=" + first.text("/next")), Texts{villa});
    auto const counts = marit.get("/api/v1/conversations/counts");
    EXPECT_EQ(counts.body, R"({"open":1,"awaiting_feedback":1,"in_progress":1,"closed":0,"unread":1,"mine":1})");
}

TEST_F(Conversations, MessagesComeInPagesOldestFirst)
{
    auto const id = begun();
    for (auto const* text : {"1", "2", "3", "4"}) write(id, text);
    auto const newest = sanne.get(own(id, "/messages?limit=2"));
    EXPECT_EQ(texts_of(newest, "text"), (Texts{"3", "4"}));
    auto const older = sanne.get(own(id, "/messages?limit=2&before=") + newest.text("/next"));
    EXPECT_EQ(texts_of(older, "text"), (Texts{"1", "2"}));
    auto const oldest = sanne.get(own(id, "/messages?limit=2&before=") + older.text("/next"));
    EXPECT_EQ(texts_of(oldest, "text"), Texts{"Is the villa still free?"});
    EXPECT_TRUE(oldest.at("/next").is_null());
}

TEST_F(Conversations, TheOwnerIsOneOfTheStaff)
{
    auto const id = begun();
    EXPECT_EQ(marit.put(theirs(id, "/owner"), R"({"owner_id": )" + quoted(world::ruben.text()) + "}").code(), "owner_not_found");
    auto const changed = marit.put(theirs(id, "/owner"), R"({"owner_id": )" + quoted(world::lucia.text()) + "}");
    EXPECT_EQ(changed.text("/owner_name"), "Lucía Ferrer");
    auto const timeline = marit.get("/api/v1/contacts/" + world::sanne.text() + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/action"), "conversation.owner_changed");
    EXPECT_EQ(timeline.text("/items/0/detail/owner"), "Lucía Ferrer");
    EXPECT_EQ(timeline.text("/items/0/detail/conversation"), id);
}

// The activity cannot be written: neither message nor state nor place in the list may remain.
TEST_F(Conversations, AMessageThatBreaksInTheMiddleLeavesNoTrace)
{
    auto const id = begun();
    app.sql("ALTER TABLE activity_links RENAME TO links_away");
    auto const count = [&] { return app.count("SELECT COUNT(*) FROM messages WHERE text = 'Lost'"); };
    auto const before = marit.get(theirs(id)).body;
    EXPECT_EQ(write(id, "Lost").status, 500U);
    EXPECT_EQ(answer(id, "Lost").status, 500U);
    app.sql("ALTER TABLE links_away RENAME TO activity_links");
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(marit.get(theirs(id)).body, before);
}

TEST_F(Conversations, OpenPagesHearOfAMessageByItsIds)
{
    auto const id = opened();
    auto staff = LiveStream::of_staff(app.port(), marit);
    auto client = LiveStream::of_client(app.port(), sanne);
    write(id, "Hello");
    auto const heard = staff.event();
    EXPECT_NE(heard.find(R"("action":"conversation.started")"), std::string::npos) << heard;
    EXPECT_NE(heard.find(R"("conversation_id":")" + id + "\""), std::string::npos) << heard;
    EXPECT_EQ(heard.find("Hello"), std::string::npos);
    EXPECT_EQ(client.event(), heard);
}

} // namespace
} // namespace loggia::test
