// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <regex>

#include "test/mails.hpp"
#include "test/pictures.hpp"
#include "test/test_app.hpp"

namespace loggia::test {
namespace {

constexpr char const* email_changes = "/api/v1/portal/email-changes";
constexpr char const* phone_changes = "/api/v1/portal/phone-changes";

// The six digits in a mail's subject or a text message.
std::string code_in(std::string const& text)
{
    std::smatch found;
    return std::regex_search(text, found, std::regex("(^|[^0-9])([0-9]{6})([^0-9]|$)")) ? found[2].str() : "";
}

class ProfileApi : public testing::Test {
protected:
    static std::string email(std::string const& address) { return R"({"email": ")" + address + "\"}"; }
    static std::string codes(std::string const& attempt, std::string const& current, std::string const& fresh)
    {
        return R"({"attempt": ")" + attempt + R"(", "current_code": ")" + current + R"(", "new_code": ")" + fresh + "\"}";
    }
    static std::string code(std::string const& attempt, std::string const& code)
    {
        return R"({"attempt": ")" + attempt + R"(", "code": ")" + code + "\"}";
    }
    // The newest mail to this address.
    std::string mail_to(std::string const& address)
    {
        std::string found;
        for (auto const& mail : app.mails())
            if (mail.find("<" + address + ">") != std::string::npos || mail.find("To: " + address) != std::string::npos) found = mail;
        return found;
    }
    std::string code_to(std::string const& address)
    {
        auto const mail = mail_to(address);
        return code_in(mail.substr(mail.find("Subject:"), 60));
    }
    std::string phone_code()
    {
        std::string last;
        for (auto const& entry : std::filesystem::directory_iterator(app.data() / "outbox"))
            if (entry.path().extension() == ".txt") {
                std::ifstream file(entry.path());
                last.assign(std::istreambuf_iterator<char>(file), {});
                std::filesystem::remove(entry.path());
            }
        return code_in(last.substr(last.find("\n\n")));
    }
    static std::string wrong(std::string const& code) { return code == "111111" ? "222222" : "111111"; }

    TestApp app;
    Caller sanne = app.sanne();
};

TEST_F(ProfileApi, ShowsThePersonsOwnDetails)
{
    auto const profile = sanne.get("/api/v1/portal/profile");
    ASSERT_EQ(profile.status, 200U) << profile.body;
    EXPECT_EQ(profile.text("/first_name"), "Sanne");
    EXPECT_EQ(profile.text("/email"), "sanne@example.com");
    EXPECT_FALSE(profile.at("/email_verified").as_bool());
    EXPECT_FALSE(profile.at("/phone_verified").as_bool());
    EXPECT_TRUE(profile.at("/phone").is_null());
    EXPECT_TRUE(profile.at("/photo_url").is_null());
    EXPECT_TRUE(profile.at("/has_password").as_bool());
    EXPECT_EQ(profile.text("/locale"), "nl");
}

TEST_F(ProfileApi, TheNameChangesForWhoHasTheNewestVersion)
{
    auto const changed = sanne.patch("/api/v1/portal/profile", 1, R"({"first_name": " Sanna "})");
    ASSERT_EQ(changed.status, 200U) << changed.body;
    EXPECT_EQ(changed.text("/first_name"), "Sanna");
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.profile_changed");
    auto marit = app.marit();
    EXPECT_EQ(marit.get("/api/v1/contacts?q=sanna").at("/items").as_array().size(), 1U) << "found under the new name";
    EXPECT_EQ(sanne.patch("/api/v1/portal/profile", 1, R"({"last_name": "X"})").code(), "changed_meanwhile");
    EXPECT_EQ(sanne.patch("/api/v1/portal/profile", 0, R"({"last_name": "X"})").code(), "version_required");
    for (auto const* body : {R"({"last_name": ""})", R"({"last_name": null})", R"({"email": "x@example.com"})"})
        EXPECT_EQ(sanne.patch("/api/v1/portal/profile", 2, body).status, 422U) << body;
    auto const before = app.actions(world::sanne.value).size();
    EXPECT_EQ(sanne.patch("/api/v1/portal/profile", 2, R"({"first_name": "Sanna"})").status, 200U);
    EXPECT_EQ(app.actions(world::sanne.value).size(), before) << "nothing changed, nothing told";
}

TEST_F(ProfileApi, ThePhotoIsMadeAnewAndSeenByStaff)
{
    auto const profile = sanne.put("/api/v1/portal/profile/photo", jpeg());
    ASSERT_EQ(profile.status, 200U) << profile.body;
    auto const address = profile.text("/photo_url");
    auto const picture = sanne.get(address);
    ASSERT_EQ(picture.status, 200U);
    EXPECT_EQ(picture.header("content-type"), "image/webp");
    EXPECT_EQ(picture.body.find("Exif"), std::string::npos) << "neither place nor camera";
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.profile_changed");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM contacts WHERE id = 1201 AND photo LIKE '%\"width\":384,\"height\":384%'"), 1) << "a square";

    auto marit = app.marit();
    auto const contact = marit.get("/api/v1/contacts/" + world::sanne.text());
    auto const of_staff = contact.text("/photo_url");
    EXPECT_EQ(marit.get(of_staff).body, picture.body);
    EXPECT_EQ(marit.get("/api/v1/contacts?status=active").text("/items/0/photo_url"), of_staff);
    EXPECT_TRUE(marit.get("/api/v1/contacts?status=invited").at("/items/0/photo_url").is_null());
    EXPECT_EQ(app.rival().get(of_staff).status, 404U);
    EXPECT_EQ(app.joost().get(address).status, 404U);
    EXPECT_EQ(app.nobody().get(address).status, 401U);

    EXPECT_EQ(sanne.put("/api/v1/portal/profile/photo", "no picture").code(), "image_unreadable");
    EXPECT_EQ(sanne.put("/api/v1/portal/profile/photo", std::string(10 * 1024 * 1024 + 1, 'x')).status, 413U);
    EXPECT_EQ(sanne.get("/api/v1/portal/profile").text("/photo_url"), address);
    EXPECT_EQ(sanne.remove("/api/v1/portal/profile/photo").status, 204U);
    EXPECT_EQ(sanne.get(address).status, 404U);
    EXPECT_TRUE(marit.get("/api/v1/contacts/" + world::sanne.text()).at("/photo_url").is_null());
    EXPECT_EQ(sanne.remove("/api/v1/portal/profile/photo").status, 204U) << "once more is no harm";
}

TEST_F(ProfileApi, TheAddressChangesWithACodeFromBoth)
{
    auto phone = app.sanne();
    auto const begun = sanne.post(email_changes, email("Sanne.New@Example.com"));
    ASSERT_EQ(begun.status, 201U) << begun.body;
    app.run_jobs();
    auto const current = code_to("sanne@example.com");
    auto const fresh = code_to("Sanne.New@example.com");
    ASSERT_EQ(current.size(), 6U);
    ASSERT_EQ(fresh.size(), 6U);
    auto const attempt = begun.text("/attempt");

    auto const one_wrong = sanne.put(email_changes, codes(attempt, current, wrong(fresh)));
    EXPECT_EQ(one_wrong.status, 422U);
    EXPECT_EQ(one_wrong.code(), "wrong_code");
    EXPECT_EQ(one_wrong.error_at("/new_code"), "wrong_code");
    EXPECT_EQ(one_wrong.error_at("/current_code"), "");
    auto const both_wrong = sanne.put(email_changes, codes(attempt, wrong(current), wrong(fresh)));
    EXPECT_EQ(both_wrong.error_at("/current_code"), "wrong_code");
    EXPECT_EQ(app.joost().put(email_changes, codes(attempt, current, fresh)).code(), "code_expired") << "somebody else's attempt";
    EXPECT_EQ(sanne.get("/api/v1/portal/profile").text("/email"), "sanne@example.com");

    auto const profile = sanne.put(email_changes, codes(attempt, current, fresh));
    ASSERT_EQ(profile.status, 200U) << profile.body;
    EXPECT_EQ(profile.text("/email"), "Sanne.New@example.com");
    EXPECT_TRUE(profile.at("/email_verified").as_bool());
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.email_changed");
    EXPECT_EQ(phone.get("/api/v1/portal/session").status, 200U) << "other sessions stay";
    EXPECT_EQ(sanne.put(email_changes, codes(attempt, current, fresh)).code(), "code_expired") << "once only";
    app.run_jobs();
    EXPECT_NE(mail_to("sanne@example.com").find("Sanne.New@example.com"), std::string::npos) << "the former address is told";
    EXPECT_EQ(app.client("vesper-daal", "sanne.new@example.com").get("/api/v1/portal/session").status, 200U);
    EXPECT_THROW(app.client("vesper-daal", "sanne@example.com"), std::exception);
    EXPECT_EQ(app.marit().get("/api/v1/contacts?q=sanne.new").at("/items").as_array().size(), 1U);
}

TEST_F(ProfileApi, AnAddressThatIsTakenAnswersTheSameAndGetsNoCode)
{
    auto const free = sanne.post(email_changes, email("free@example.com"));
    auto const taken = sanne.post(email_changes, email("mark@example.com"));
    EXPECT_EQ(taken.status, free.status);
    EXPECT_EQ(taken.text("/expires_at"), free.text("/expires_at"));
    EXPECT_EQ(taken.body.size(), free.body.size());
    app.run_jobs();
    auto const mail = mail_to("mark@example.com");
    ASSERT_FALSE(mail.empty()) << "its owner is told";
    EXPECT_EQ(code_to("mark@example.com"), "");
    EXPECT_EQ(mail.find("Sanne"), std::string::npos) << "but not by whom";
    EXPECT_TRUE(mail_to("free@example.com").empty()) << "only the newest attempt counts";
    auto const current = code_to("sanne@example.com");
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(sanne.put(email_changes, codes(taken.text("/attempt"), current, "123456")).code(), "wrong_code") << i;
    EXPECT_EQ(sanne.put(email_changes, codes(taken.text("/attempt"), current, "123456")).code(), "code_expired") << "five tries";
    EXPECT_EQ(sanne.get("/api/v1/portal/profile").text("/email"), "sanne@example.com");
}

TEST_F(ProfileApi, ChangesOfAddressAreRefusedWhereTheyMakeNoSense)
{
    EXPECT_EQ(sanne.post(email_changes, email("SANNE@example.com")).error_at("/email"), "email_unchanged");
    EXPECT_EQ(sanne.post(email_changes, email("no address")).status, 422U);
    EXPECT_EQ(sanne.put(email_changes, codes("x", "1", "2")).code(), "code_expired");
    EXPECT_EQ(sanne.put(email_changes, R"({"attempt": "x"})").status, 422U);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(sanne.post(email_changes, email("a" + std::to_string(i) + "@example.com")).status, 201U);
    EXPECT_EQ(sanne.post(email_changes, email("a9@example.com")).code(), "too_many_attempts");
}

TEST_F(ProfileApi, AStaleAttemptDoesNotOverwriteWhatStaffChanged)
{
    auto const begun = sanne.post(email_changes, email("new@example.com"));
    app.run_jobs();
    auto const current = code_to("sanne@example.com");
    auto const fresh = code_to("new@example.com");
    ASSERT_EQ(app.marit().patch("/api/v1/contacts/" + world::sanne.text(), 1, R"({"email": "corrected@example.com"})").status, 200U);
    EXPECT_EQ(sanne.put(email_changes, codes(begun.text("/attempt"), current, fresh)).code(), "changed_meanwhile");
    EXPECT_EQ(sanne.get("/api/v1/portal/profile").text("/email"), "corrected@example.com");
}

TEST_F(ProfileApi, ThePhoneChangesWithACodeByText)
{
    auto const begun = sanne.post(phone_changes, R"({"phone": "+31 6 1234 5678"})");
    ASSERT_EQ(begun.status, 201U) << begun.body;
    app.run_jobs();
    auto const right = phone_code();
    ASSERT_EQ(right.size(), 6U);
    auto const attempt = begun.text("/attempt");
    auto const refused = sanne.put(phone_changes, code(attempt, wrong(right)));
    EXPECT_EQ(refused.status, 422U);
    EXPECT_EQ(refused.error_at("/code"), "wrong_code");
    auto const profile = sanne.put(phone_changes, code(attempt, right));
    ASSERT_EQ(profile.status, 200U) << profile.body;
    EXPECT_EQ(profile.text("/phone"), "+31612345678");
    EXPECT_TRUE(profile.at("/phone_verified").as_bool());
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.phone_changed");
    EXPECT_EQ(sanne.put(phone_changes, code(attempt, right)).code(), "code_expired");

    EXPECT_EQ(sanne.remove("/api/v1/portal/phone").status, 204U);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.phone_removed");
    EXPECT_TRUE(sanne.get("/api/v1/portal/profile").at("/phone").is_null());
    EXPECT_EQ(sanne.remove("/api/v1/portal/phone").status, 204U) << "once more is no harm";
    EXPECT_EQ(sanne.post(phone_changes, R"({"phone": "+31 20 123 4567"})").error_at("/phone"), "phone_not_mobile");
    EXPECT_EQ(sanne.post(phone_changes, R"({"phone": "no number"})").status, 422U);
}

TEST_F(ProfileApi, TheClientIsToldAtTheAddressSoFarWhatStaffChange)
{
    auto marit = app.marit();
    auto const contact = "/api/v1/contacts/" + world::sanne.text();
    auto const change = [&](std::string const& fields) {
        auto const answer = marit.patch(contact, marit.get(contact).at("/version").as_int64(), fields);
        ASSERT_EQ(answer.status, 200U) << answer.body;
        app.run_jobs();
    };
    change(R"({"last_name": "de Witte"})");
    EXPECT_EQ(mail_to("sanne@example.com"), "") << "a name opens nothing";

    change(R"({"phone": "+31687654321"})");
    EXPECT_NE(text_part(mail_to("sanne@example.com")).find("Inlogcodes gaan vanaf nu mogelijk naar een andere telefoon"),
              std::string::npos);

    ASSERT_EQ(app.nobody().post("/api/v1/public/portals/vesper-daal/password-resets", email("sanne@example.com")).status, 204U);
    app.run_jobs();
    auto const link = token_in(mail_to("sanne@example.com"), "/reset");
    ASSERT_NE(link, "");
    change(R"({"email": "corrected@example.com"})");
    EXPECT_NE(text_part(mail_to("sanne@example.com")).find("corrected@example.com"), std::string::npos) << "at the former address";
    auto const late = app.nobody().put("/api/v1/public/portals/vesper-daal/password-resets",
                                       R"({"token": ")" + link + R"(", "password": "Another-one-2"})");
    EXPECT_EQ(late.code(), "link_expired") << "what went to the former address opens nothing";
}

TEST_F(ProfileApi, OfWhoHasNoAccessNobodyIsTold)
{
    auto marit = app.marit();
    auto const contact = "/api/v1/contacts/" + world::noor.text();
    ASSERT_EQ(marit.patch(contact, marit.get(contact).at("/version").as_int64(), R"({"phone": "+31687654321"})").status, 200U);
    app.run_jobs();
    EXPECT_TRUE(app.mails().empty());
}

TEST_F(ProfileApi, TheTourIsRemembered)
{
    EXPECT_EQ(sanne.put("/api/v1/portal/tour", R"({"state": "done"})").status, 204U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE id = 1801 AND tour = 'done'"), 1);
    EXPECT_EQ(sanne.put("/api/v1/portal/tour", R"({"state": "due"})").status, 204U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM accounts WHERE id = 1801 AND tour = 'due'"), 1);
    EXPECT_EQ(sanne.put("/api/v1/portal/tour", R"({"state": "never"})").status, 422U);
}

TEST_F(ProfileApi, WhoHasNoPasswordChoosesOneWithoutOne)
{
    std::string const fresh = R"({"new_password": "Nieuw-wachtwoord-2"})";
    auto const needed = sanne.put("/api/v1/portal/password", fresh);
    EXPECT_EQ(needed.status, 422U);
    EXPECT_EQ(needed.error_at("/current_password"), "wrong_password");
    app.sql("UPDATE accounts SET password_hash = NULL WHERE id = 1801");
    EXPECT_FALSE(sanne.get("/api/v1/portal/profile").at("/has_password").as_bool());
    EXPECT_EQ(sanne.put("/api/v1/portal/password", R"({"new_password": "weak"})").code(), "weak_password");
    EXPECT_EQ(sanne.put("/api/v1/portal/password", fresh).status, 204U);
    EXPECT_EQ(app.actions(world::sanne.value).front(), "account.password_changed");
    EXPECT_TRUE(sanne.get("/api/v1/portal/profile").at("/has_password").as_bool());
    EXPECT_EQ(sanne.put("/api/v1/portal/password", R"({"new_password": "Nieuw-wachtwoord-3"})").status, 422U)
        << "from now on it is asked for";
}

} // namespace
} // namespace loggia::test
