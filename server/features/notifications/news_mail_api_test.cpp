// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>

#include "features/notifications/notifications_test_support.hpp"

namespace loggia::test {
namespace {

using std::chrono::minutes, std::chrono::hours;

class NewsMail : public Notifications {
protected:
    NewsMail() { app.sql("UPDATE contacts SET locale = 'en' WHERE id = 1201"); }
    static std::string header(std::string const& letter, std::string const& name)
    {
        auto const at = letter.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        auto const start = at + name.size() + 4;
        auto end = letter.find("\r\n", start);
        while (end != std::string::npos && letter.compare(end + 2, 1, " ") == 0) end = letter.find("\r\n", end + 2); // folded
        auto text = letter.substr(start, end - start);
        for (auto fold = text.find("\r\n"); fold != std::string::npos; fold = text.find("\r\n")) text.erase(fold, 2);
        return text.substr(text.find_first_not_of(' '));
    }
    Reply choose(std::string const& settings) { return sanne.put("/api/v1/portal/notification-settings", settings); }
    static Texts recipients(Texts const& all)
    {
        Texts result;
        for (auto const& letter : all) result.push_back(recipient_of(letter));
        return result;
    }
};

TEST_F(NewsMail, WhatIsUnseenComesAsOneMailAfterTenMinutes)
{
    auto const id = begun();
    answer(id, "Come on Friday.");
    move(world::stage_viewing);
    EXPECT_TRUE(letters().empty());
    pass(minutes(9));
    EXPECT_TRUE(letters().empty());
    pass(minutes(1));
    auto const sent = letters();
    EXPECT_EQ(recipients(sent), (Texts{"admin@vesperdaal.example", "sanne@example.com"})) << "the one to Marit is of Sanne's message";
    auto const text = part_of(sent.back(), "text/plain");
    EXPECT_NE(text.find("New message from Marit Vesper"), std::string::npos) << text;
    EXPECT_NE(text.find("“Come on Friday.”"), std::string::npos) << text;
    EXPECT_NE(text.find("Second home by the sea has reached a new step: First viewing"), std::string::npos) << text;
    EXPECT_NE(text.find("https://portal.test/vesper-daal/notifications"), std::string::npos) << text;
    EXPECT_NE(part_of(sent.back(), "text/html").find("New message from Marit Vesper"), std::string::npos);
    EXPECT_EQ(header(sent.back(), "Subject"), "2 pieces of news from Vesper & Daal");
    pass(hours(5));
    EXPECT_TRUE(letters().empty()) << "each once";
}

TEST_F(NewsMail, OnePieceOfNewsIsItsOwnSubjectAndLeadsToIt)
{
    auto const id = begun();
    answer(id, "Yes");
    pass(minutes(10));
    auto const sent = letters();
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(header(sent[1], "Subject"), "New message from Marit Vesper");
    EXPECT_NE(part_of(sent[1], "text/plain").find("https://portal.test/vesper-daal/messages/" + id), std::string::npos);
    EXPECT_NE(part_of(sent[0], "text/plain").find("https://portal.test/crm/inbox/" + id), std::string::npos);
}

TEST_F(NewsMail, WhatWasSeenIsNotMailed)
{
    auto const id = begun();
    auto const message = answer(id, "Yes").text("/id");
    run();
    read_by(sanne, own(id), message);
    pass(minutes(10));
    EXPECT_EQ(recipients(letters()), Texts{"admin@vesperdaal.example"});
}

TEST_F(NewsMail, AtMostOneAnHour)
{
    auto const id = begun();
    answer(id, "One");
    pass(minutes(10));
    EXPECT_EQ(letters().size(), 2U);
    answer(id, "Two");
    pass(minutes(59));
    EXPECT_TRUE(letters().empty());
    pass(minutes(1));
    auto const sent = letters();
    ASSERT_EQ(recipients(sent), Texts{"sanne@example.com"});
    EXPECT_EQ(part_of(sent[0], "text/plain").find("“One”"), std::string::npos) << "told already";
}

TEST_F(NewsMail, DailyComesAtEightInTheMorning)
{
    auto const chosen = choose(R"({"mail_pace": "daily", "kinds": [{"kind": "progress", "mail": false, "push": true}]})");
    ASSERT_EQ(chosen.status, 200U) << chosen.body;
    EXPECT_EQ(chosen.body, sanne.get("/api/v1/portal/notification-settings").body);
    auto const id = begun();
    answer(id, "Yes");
    move(world::stage_viewing);
    run();
    pass(hours(20) - minutes(1)); // 07:59 in Amsterdam
    EXPECT_EQ(recipients(letters()), Texts{"admin@vesperdaal.example"});
    pass(minutes(1));
    auto const sent = letters();
    ASSERT_EQ(recipients(sent), Texts{"sanne@example.com"});
    EXPECT_EQ(part_of(sent[0], "text/plain").find("new step"), std::string::npos) << "she wants no mail of that";
}

TEST_F(NewsMail, AnotherPaceCountsFromNow)
{
    choose(R"({"mail_pace": "daily"})");
    auto const id = begun();
    answer(id, "Yes");
    run();
    EXPECT_EQ(choose(R"({"mail_pace": "hourly"})").status, 200U);
    pass(minutes(10));
    EXPECT_EQ(letters().size(), 2U);
    pass(hours(30));
    EXPECT_TRUE(letters().empty()) << "what was planned for the morning finds nothing";
    EXPECT_EQ(choose(R"({"mail_pace": "weekly"})").error_at("/mail_pace"), "not_allowed");
    EXPECT_EQ(choose(R"({"mail_pace": "daily", "kinds": [{"kind": "verdicts", "mail": true, "push": true}]})").code(), "kind_not_yours");
}

TEST_F(NewsMail, ThePressOfAButtonInTheMailProgramStopsThem)
{
    auto const id = begun();
    answer(id, "One");
    pass(minutes(10));
    auto const letter = letters().back();
    EXPECT_EQ(header(letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    auto const address = header(letter, "List-Unsubscribe");
    std::string const root = "<https://portal.test";
    ASSERT_TRUE(address.starts_with(root + "/api/v1/public/mail-preferences/")) << address;
    auto const path = address.substr(root.size(), address.size() - root.size() - 1);
    auto nobody = app.nobody();
    EXPECT_EQ(nobody.get(path).status, 204U);
    EXPECT_EQ(sanne.get("/api/v1/portal/notification-settings").text("/mail_pace"), "hourly") << "opening it changes nothing";
    EXPECT_EQ(nobody.post(path, "List-Unsubscribe=One-Click", {{"Content-Type", "application/x-www-form-urlencoded"}}).status, 204U);
    EXPECT_EQ(sanne.get("/api/v1/portal/notification-settings").text("/mail_pace"), "never");
    EXPECT_EQ(marit.get("/api/v1/notification-settings").text("/mail_pace"), "hourly");
    answer(id, "Two");
    pass(hours(30));
    EXPECT_TRUE(letters().empty());
    auto broken = path;
    broken.back() = broken.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(nobody.post(broken, "").status, 404U);
}

TEST_F(NewsMail, WhatHasItsOwnMailIsNotMailedAgain)
{
    EXPECT_EQ(offer(world::finca).status, 201U);
    pass(minutes(10));
    auto const sent = letters();
    ASSERT_EQ(recipients(sent), Texts{"sanne@example.com"});
    EXPECT_NE(part_of(sent[0], "text/plain").find("Finca Son Olivar"), std::string::npos);
    pass(hours(30));
    EXPECT_TRUE(letters().empty());
}

TEST_F(NewsMail, WhoWantsNoMailOfHomesGetsNone)
{
    choose(R"({"mail_pace": "hourly", "kinds": [{"kind": "properties", "mail": false, "push": true}]})");
    EXPECT_EQ(offer(world::finca).status, 201U);
    EXPECT_EQ(change_villa(R"("status": "under_offer")").status, 200U);
    pass(hours(1));
    EXPECT_TRUE(letters().empty());
    EXPECT_EQ(news("unseen_notifications"), 2) << "but is told in the app";
}

TEST_F(NewsMail, NothingIsMailedToWhoMayNotReadItAnyMore)
{
    auto const id = begun();
    answer(id, "Yes");
    run();
    limit_sanne("state = 'blocked'");
    pass(minutes(10));
    EXPECT_EQ(recipients(letters()), Texts{"admin@vesperdaal.example"});
}

TEST_F(NewsMail, AFailedMailComesLaterAndOnce)
{
    auto const id = begun();
    answer(id, "Yes");
    run();
    pass(minutes(10));
    // The outbox cannot be written to, as when a mail server does not answer.
    auto const outbox = app.data() / "outbox";
    std::filesystem::remove_all(outbox);
    {
        std::ofstream(outbox) << "no folder";
    }
    app.run_jobs();
    std::filesystem::remove(outbox);
    std::filesystem::create_directory(outbox);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE mailed_at IS NOT NULL"), 0);
    pass(minutes(1));
    EXPECT_EQ(letters().size(), 2U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM notifications WHERE mailed_at IS NOT NULL"), 2);
}

} // namespace
} // namespace loggia::test
