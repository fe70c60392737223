// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notifications_test_support.hpp"

#include "app/app.hpp"
#include "features/activities/notifiable.hpp"

namespace loggia::test {
namespace {

using std::chrono::minutes, std::chrono::hours;

TEST_F(Notifications, EachActionHasItsSentenceInAllLanguages)
{
    auto const& catalogue = app.services().catalogue;
    for (auto const& notifiable : activities::notifiable_actions()) {
        auto key = "notification." + std::string(notifiable.action);
        std::ranges::replace(key.begin() + 13, key.end(), '.', '_');
        for (auto const locale : i18n::supported_locales()) EXPECT_TRUE(catalogue.has(locale, key)) << locale << " " << key;
    }
}

TEST_F(Notifications, AMessageIsToldToTheOtherSideOnce)
{
    auto const id = begun();
    EXPECT_EQ(told_staff(marit), Texts{"conversation.started"});
    EXPECT_EQ(told(sanne), Texts{}) << "not to her who wrote";
    answer(id, "Come on Friday.");
    EXPECT_EQ(told(sanne), Texts{"conversation.message_sent"});
    auto const first = sanne.get("/api/v1/portal/notifications").at("/items/0");
    EXPECT_EQ(first.at("actor_name").as_string(), "Marit Vesper");
    EXPECT_EQ(first.at("kind").as_string(), "messages");
    EXPECT_EQ(first.at("conversation_id").as_string(), id);
    EXPECT_EQ(first.at("property_title").as_string(), "Villa Aljibe");
    EXPECT_EQ(boost::json::serialize(first.at("detail")), R"({"excerpt":"Come on Friday."})");
    EXPECT_EQ(news("unseen_notifications"), 1);
    EXPECT_EQ(news("unread_messages"), 1);
    EXPECT_EQ(marit.get("/api/v1/summary").at("/unseen_notifications").as_int64(), 1);
}

TEST_F(Notifications, ARepeatedJobTellsNobodyTwice)
{
    auto const id = begun();
    answer(id, "Yes");
    run();
    app.sql(R"(
        INSERT INTO jobs (id, organization_id, kind, payload, state, attempts, run_at, leased_until, created_at)
        SELECT id + 1, organization_id, 'notifications.spread', '{"activity": "PLACE"}', 'waiting', 0, 0, 0, 0 FROM activities
        WHERE action = 'conversation.message_sent';
    )");
    auto const activity = ActivityId{app.count("SELECT activity_id FROM notifications WHERE audience = 'contact'")}.text();
    app.sql("UPDATE jobs SET payload = '{\"activity\": \"" + activity + "\"}' WHERE kind = 'notifications.spread'");
    run();
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications"), 2);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.news'"), 2) << "one each, planned";
}

TEST_F(Notifications, ReadingAConversationIsHavingSeenItsNews)
{
    auto const id = begun();
    auto const first = answer(id, "One").text("/id");
    auto const second = answer(id, "Two").text("/id");
    run();
    EXPECT_EQ(news("unseen_notifications"), 2);
    read_by(sanne, own(id), first);
    EXPECT_EQ(news("unseen_notifications"), 1);
    EXPECT_EQ(news("unread_messages"), 1);
    read_by(sanne, own(id), second);
    EXPECT_EQ(news("unseen_notifications"), 0);
    EXPECT_EQ(sanne.get("/api/v1/portal/notifications").text("/items/0/seen_at"), to_string(world::now));
    EXPECT_EQ(marit.get("/api/v1/summary").at("/unseen_notifications").as_int64(), 1) << "hers is another";
}

TEST_F(Notifications, HomesAreToldToThoseTheyWereOfferedTo)
{
    EXPECT_EQ(offer(world::finca).status, 201U);
    EXPECT_EQ(change_villa(R"("price": {"amount": 120000000, "currency": "EUR"})").status, 200U);
    EXPECT_EQ(change_villa(R"("status": "under_offer")").status, 200U);
    EXPECT_EQ(change_villa(R"("bedrooms": 4)").status, 200U);
    EXPECT_EQ(told(sanne), (Texts{"property.status_changed", "property.price_changed", "deal.property_offered"}));
    auto const list = sanne.get("/api/v1/portal/notifications");
    EXPECT_EQ(boost::json::serialize(list.at("/items/1/detail")),
              R"({"from_amount":"128500000","from_currency":"EUR","to_amount":"120000000","to_currency":"EUR"})");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE recipient_id = 1202"), 0) << "Mark has not come in yet";
    EXPECT_EQ(told_staff(marit), Texts{});
    EXPECT_EQ(sanne.post("/api/v1/portal/properties/" + world::villa.text() + "/sight").status, 204U);
    EXPECT_EQ(news("unseen_notifications"), 1) << "the finca's is left";
}

TEST_F(Notifications, VerdictsAndProgressAreToldToTheOtherSide)
{
    auto const path = "/api/v1/portal/properties/" + world::villa.text() + "/verdict";
    EXPECT_EQ(sanne.put(path, R"({"verdict": "interested"})").status, 200U);
    EXPECT_EQ(move(world::stage_viewing).status, 200U);
    EXPECT_EQ(told_staff(marit), Texts{"deal.property_interested"});
    EXPECT_EQ(told(sanne), Texts{"deal.stage_changed"});
    EXPECT_EQ(move(world::stage_lost).status, 200U);
    EXPECT_EQ(told(sanne), Texts{"deal.stage_changed"}) << "a deal that is lost is not shown to her";
    EXPECT_EQ(actions_in(app.lucia().get("/api/v1/notifications")), Texts{}) << "it is Marit's deal";
}

TEST_F(Notifications, WhoMayNotSeeItIsNotTold)
{
    auto const id = begun();
    limit_sanne("rights_denied = 32");
    answer(id, "Yes");
    run();
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE audience = 'contact'"), 0);
    limit_sanne("rights_denied = 0");
    answer(id, "Again");
    EXPECT_EQ(told(sanne).size(), 1U);
    limit_sanne("rights_denied = 32");
    EXPECT_EQ(told(sanne), Texts{}) << "nor shown what he was told before";
    EXPECT_EQ(news("unseen_notifications"), 0);
    EXPECT_EQ(news("unread_messages"), 0);
    limit_sanne("rights_denied = 0, state = 'blocked'");
    answer(id, "And again");
    run();
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE audience = 'contact'"), 1);
}

TEST_F(Notifications, WithoutAnOwnerTheAdministratorsAreTold)
{
    app.sql("UPDATE contacts SET owner_id = NULL WHERE id = 1201");
    begun();
    EXPECT_EQ(told_staff(marit), Texts{"conversation.started"});
    app.sql("UPDATE conversations SET owner_id = 1102");
    auto const id = ConversationId{app.count("SELECT id FROM conversations")}.text();
    write(id, "Anybody?");
    auto lucia = app.lucia();
    EXPECT_EQ(told_staff(lucia), Texts{"conversation.message_sent"});
    EXPECT_EQ(told_staff(marit).size(), 1U);
}

TEST_F(Notifications, OnesOwnAreListedPagedAndSeen)
{
    auto const id = begun();
    for (auto const* text : {"1", "2", "3"}) answer(id, text);
    run();
    auto const first = sanne.get("/api/v1/portal/notifications?limit=2");
    EXPECT_EQ(first.at("/items").as_array().size(), 2U);
    EXPECT_EQ(first.at("/unseen").as_int64(), 3);
    auto const rest = sanne.get("/api/v1/portal/notifications?limit=2&after=" + first.text("/next"));
    EXPECT_EQ(rest.at("/items").as_array().size(), 1U);
    EXPECT_TRUE(rest.at("/next").is_null());
    auto const newest = first.text("/items/0/id");
    EXPECT_EQ(sanne.put("/api/v1/portal/notifications/" + newest + "/sight", "{}").status, 204U);
    EXPECT_EQ(news("unseen_notifications"), 2);
    EXPECT_EQ(sanne.put("/api/v1/portal/notifications/sight", R"({"up_to": )" + quoted(first.text("/items/1/id")) + "}").status, 204U);
    EXPECT_EQ(news("unseen_notifications"), 0);
    auto const of_marit = marit.get("/api/v1/notifications").text("/items/0/id");
    EXPECT_EQ(sanne.put("/api/v1/portal/notifications/" + of_marit + "/sight", "{}").code(), "notification_not_found");
    auto rival = app.rival();
    EXPECT_EQ(rival.put("/api/v1/notifications/" + of_marit + "/sight", "{}").code(), "notification_not_found");
    EXPECT_EQ(rival.put("/api/v1/notifications/sight", R"({"up_to": )" + quoted(of_marit) + "}").status, 204U);
    EXPECT_EQ(marit.get("/api/v1/notifications").at("/unseen").as_int64(), 1);
    EXPECT_EQ(sanne.put("/api/v1/portal/notifications/sight", "{}").error_at("/up_to"), "required");
}

TEST_F(Notifications, OnlyTheRecipientsPagesHearOfIt)
{
    auto lucia = app.lucia();
    auto to_lucia = LiveStream::of_staff(app.port(), lucia);
    auto to_sanne = LiveStream::of_client(app.port(), sanne);
    auto const id = begun();
    run();
    EXPECT_NE(to_lucia.event().find("conversation.started"), std::string::npos);
    answer(id, "Yes");
    EXPECT_NE(to_lucia.event().find("conversation.message_sent"), std::string::npos) << "and not of Marit's notification";
    EXPECT_NE(to_sanne.event().find("conversation.started"), std::string::npos);
    EXPECT_NE(to_sanne.event().find("conversation.message_sent"), std::string::npos);
    run();
    EXPECT_EQ(to_sanne.event().find("event: activity\ndata: {\"action\":\"notification.created\",\"notification_id\":"), 0U);
}

TEST_F(Notifications, StaffInAClientsPlaceHaveSeenNothing)
{
    auto const id = begun();
    answer(id, "Yes");
    run();
    app.sql("UPDATE organizations SET impersonation = 'act' WHERE id = 1001");
    EXPECT_EQ(
        marit.post("/api/v1/contacts/" + world::sanne.text() + "/impersonations", R"({"portal_id": )" + quoted_id(world::portal) + "}")
            .status,
        201U);
    auto const one = marit.get("/api/v1/portal/notifications").text("/items/0/id");
    EXPECT_EQ(marit.put("/api/v1/portal/notifications/sight", R"({"up_to": )" + quoted(one) + "}").status, 204U);
    EXPECT_EQ(news("unseen_notifications"), 1);
    EXPECT_EQ(marit.get("/api/v1/portal/notification-settings").status, 200U);
    EXPECT_EQ(marit.put("/api/v1/portal/notification-settings", R"({"mail_pace": "never"})").code(), "impersonation_never");
}

// The second of two rows cannot be written: nobody is told, and the job comes again.
TEST_F(Notifications, TellingThatBreaksInTheMiddleLeavesNoTrace)
{
    auto const id = begun();
    run();
    answer(id, "Yes");
    app.sql("ALTER TABLE notification_settings RENAME TO settings_away");
    app.run_jobs();
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE audience = 'contact'"), 0);
    app.sql("ALTER TABLE settings_away RENAME TO notification_settings");
    pass(minutes(1));
    EXPECT_EQ(told(sanne), Texts{"conversation.message_sent"});
}

TEST_F(Notifications, WhatIsOlderThanAYearGoes)
{
    begun();
    run();
    app.database().write([&](db::Tx& tx) { notifications::remove_old(tx, world::now + hours(24 * 364)); });
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications"), 1);
    app.database().write([&](db::Tx& tx) { notifications::remove_old(tx, world::now + hours(24 * 366)); });
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications"), 0);
}

} // namespace
} // namespace loggia::test
