// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notifications_test_support.hpp"
#include "features/notifications/push_subscription.hpp"
#include "platform/auth/base64url.hpp"

namespace loggia::test {
namespace {

using std::chrono::minutes, std::chrono::hours;

std::string const subscriptions = "/api/v1/portal/push-subscriptions";

class Push : public Notifications {
protected:
    Push() { app.sql("UPDATE contacts SET locale = 'nl' WHERE id = 1201"); }
    Reply subscribe(PushBrowser const& with, std::string const& path = "/push/1")
    {
        return sanne.put(subscriptions, with.body(service.address(path)),
                         {{"User-Agent", "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile"}});
    }
    boost::json::value received() { return boost::json::parse(browser.read(service.take().body)); }

    PushDouble service{201};
    PushBrowser browser;
};

TEST_F(Push, TheDeviceReadsWhatHappened)
{
    auto const subscribed = subscribe(browser);
    ASSERT_EQ(subscribed.status, 200U) << subscribed.body;
    EXPECT_EQ(subscribed.text("/device"), "Chrome · Android");
    auto const id = begun();
    answer(id, "Komt u vrijdag?");
    run();
    ASSERT_EQ(service.count(), 1U);
    auto const request = service.take();
    EXPECT_EQ(request.headers.at("urgency"), "high");
    EXPECT_EQ(request.headers.at("topic"), "conversation-" + id);
    EXPECT_EQ(browser.read(request.body),
              R"({"title":"Nieuw bericht van Marit Vesper","body":"Komt u vrijdag?","path":"/vesper-daal/messages/)" + id +
                  R"(","tag":"conversation-)" + id + "\"}");
    auto const proof = read_vapid(request.headers.at("authorization"));
    EXPECT_TRUE(proof.is_signed);
    EXPECT_EQ(auth::encode_base64url(proof.public_key), sanne.get("/api/v1/portal/push-key").text("/key"));
    EXPECT_EQ(marit.get("/api/v1/push-key").text("/key"), sanne.get("/api/v1/portal/push-key").text("/key"));
    pass(hours(1));
    run();
    EXPECT_EQ(service.count(), 1U) << "once";
}

TEST_F(Push, StaffAreToldOnTheirDevices)
{
    ASSERT_EQ(marit.put("/api/v1/push-subscriptions", browser.body(service.address("/m"))).status, 200U);
    EXPECT_EQ(sanne.put("/api/v1/portal/properties/" + world::villa.text() + "/verdict", R"({"verdict": "interested"})").status, 200U);
    run();
    auto const request = service.take();
    EXPECT_EQ(request.headers.at("urgency"), "normal");
    auto const payload = boost::json::parse(browser.read(request.body));
    EXPECT_EQ(payload.at("title").as_string(), "Sanne de Wit is interested in Villa Aljibe");
    EXPECT_EQ(payload.at("path").as_string(), "/crm/deals/" + world::second_home.text());
}

TEST_F(Push, WhoWantsNoneOfAKindGetsNone)
{
    subscribe(browser);
    sanne.put("/api/v1/portal/notification-settings",
              R"({"mail_pace": "hourly", "kinds": [{"kind": "messages", "mail": true, "push": false}]})");
    auto const id = begun();
    answer(id, "Yes");
    move(world::stage_viewing);
    run();
    ASSERT_EQ(service.count(), 1U);
    EXPECT_EQ(received().at("path").as_string(), "/vesper-daal/");
}

TEST_F(Push, ADeviceThatIsGoneIsForgotten)
{
    subscribe(browser);
    service.answer_with(410);
    auto const id = begun();
    answer(id, "Yes");
    run();
    EXPECT_EQ(sanne.get(subscriptions).at("/items").as_array().size(), 0U);
    answer(id, "Again");
    run();
    EXPECT_EQ(service.count(), 1U);
}

TEST_F(Push, ABusyServiceIsAskedAgain)
{
    subscribe(browser);
    service.answer_with(503);
    auto const id = begun();
    answer(id, "Yes");
    run();
    EXPECT_EQ(service.count(), 1U);
    service.answer_with(201);
    pass(minutes(1));
    run();
    EXPECT_EQ(service.count(), 2U);
    pass(hours(2));
    run();
    EXPECT_EQ(service.count(), 2U);
}

TEST_F(Push, WhatWasSeenMeanwhileIsNotPushedLater)
{
    subscribe(browser);
    service.answer_with(503);
    auto const id = begun();
    auto const message = answer(id, "Yes").text("/id");
    run();
    read_by(sanne, own(id), message);
    pass(minutes(1));
    run();
    EXPECT_EQ(service.count(), 1U);
}

TEST_F(Push, ADeviceIsSilentOnceItsSessionEnds)
{
    subscribe(browser);
    auto const id = begun();
    EXPECT_EQ(sanne.remove("/api/v1/portal/session").status, 204U);
    answer(id, "Yes");
    run();
    EXPECT_EQ(service.count(), 0U);
    app.database().write([&](db::Tx& tx) { notifications::remove_silent_subscriptions(tx, app.clock().now()); });
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM push_subscriptions"), 0);
}

TEST_F(Push, ASubscriptionIsOnesOwnAndKeptSealed)
{
    auto const mine = subscribe(browser).text("/id");
    subscribe(browser);
    EXPECT_EQ(sanne.get(subscriptions).at("/items").as_array().size(), 1U) << "the same browser again";
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM push_subscriptions WHERE sealed LIKE '%push%' OR endpoint_hash LIKE '%push%'"), 0);
    auto const now_mine = sanne.get(subscriptions).text("/items/0/id");
    auto joost = app.joost();
    EXPECT_EQ(joost.remove(subscriptions + "/" + now_mine).code(), "subscription_not_found");
    EXPECT_EQ(marit.remove("/api/v1/push-subscriptions/" + now_mine).code(), "subscription_not_found");
    EXPECT_EQ(app.nobody().put(subscriptions, browser.body(service.address("/x"))).status, 401U);
    EXPECT_EQ(sanne.remove(subscriptions + "/" + now_mine).status, 204U);
    EXPECT_EQ(sanne.remove(subscriptions + "/" + mine).code(), "subscription_not_found");
}

TEST_F(Push, WrongKeysAndAddressesAreNamed)
{
    EXPECT_EQ(sanne.put(subscriptions, browser.body("http://push.example/x")).error_at("/endpoint"), "endpoint_refused");
    EXPECT_EQ(sanne.put(subscriptions, browser.body("ftp://push.example/x")).error_at("/endpoint"), "invalid_format");
    EXPECT_EQ(sanne.put(subscriptions, R"({"endpoint": "https://push.example/x", "p256dh": "AAAA", "auth": "AAAA"})").error_at("/p256dh"),
              "invalid_format");
    EXPECT_EQ(sanne.put(subscriptions, R"({"endpoint": "https://push.example/x", "p256dh": "AAAA", "auth": "AAAA"})").error_at("/auth"),
              "invalid_format");
    EXPECT_EQ(sanne.put(subscriptions, R"({"endpoint": "https://push.example/x", "p256dh": "%", "auth": ""})").status, 422U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM push_subscriptions"), 0);
}

TEST_F(Push, TheKeyStaysTheSameAfterAStart)
{
    auto const key = sanne.get("/api/v1/portal/push-key").text("/key");
    EXPECT_EQ(auth::decode_base64url(key).value().size(), 65U);
    notifications::PushKey again(app.database(), app.services().sealer);
    again.prepare(app.clock().now());
    EXPECT_EQ(auth::encode_base64url(again.get().public_key()), key);
    auth::Sealer const other(std::string(auth::Sealer::key_size, 'k'));
    notifications::PushKey foreign(app.database(), other);
    foreign.prepare(app.clock().now());
    EXPECT_THROW(foreign.get(), Problem) << "it is not made anew: browsers are subscribed to the old one";
}

TEST(PushDevices, AreNamedByWhatTheySayOfThemselves)
{
    using notifications::device_of;
    EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"),
              "Edge · Windows");
    EXPECT_EQ(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1"),
              "Safari · iPhone");
    EXPECT_EQ(device_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "Firefox · Linux");
    EXPECT_EQ(device_of(""), "Browser");
}

} // namespace
} // namespace loggia::test
