// SPDX-License-Identifier: Apache-2.0
#include "features/one_time/one_time.hpp"

#include <gtest/gtest.h>

#include "platform/problem.hpp"
#include "test/test_app.hpp"

namespace loggia::one_time {
namespace {

namespace world = test::world;

class OneTime : public testing::Test {
protected:
    Issued issue_code(Person const& person, std::string& made)
    {
        Issued issued;
        app.database().write([&](db::Tx& tx) {
            issued = issue(tx, {Purpose::sign_in_code, person}, world::now);
            made = make_code(tx, person.organization, issued.id, CodeSlot::first, world::now).value();
        });
        return issued;
    }

    std::string refusal(Issued const& issued, std::string const& tried, Timestamp now = world::now)
    {
        try {
            redeem(app.database(), Purpose::sign_in_code, issued.token, tried, now);
            return "";
        } catch (Problem const& problem) {
            return problem.code;
        }
    }

    test::TestApp app;
    Person const sanne{world::vesper, {}, world::sanne_account, world::portal};
    std::string code;
};

TEST_F(OneTime, TheRightCodeWorksOnce)
{
    auto const issued = issue_code(sanne, code);
    auto const secret = redeem(app.database(), Purpose::sign_in_code, issued.token, code, world::now);
    EXPECT_EQ(secret.account_id, world::sanne_account);
    EXPECT_EQ(refusal(issued, code), "code_expired");
}

TEST_F(OneTime, FiveWrongTriesEndIt)
{
    auto const issued = issue_code(sanne, code);
    std::string const wrong = code == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(issued, wrong), "wrong_code");
    EXPECT_EQ(refusal(issued, code), "code_expired");
}

TEST_F(OneTime, ItEndsAfterTenMinutes)
{
    auto const issued = issue_code(sanne, code);
    EXPECT_EQ(refusal(issued, code, world::now + code_lifetime), "code_expired");
    EXPECT_EQ(refusal(issued, code, world::now + code_lifetime - std::chrono::milliseconds(1)), "");
}

TEST_F(OneTime, ACodeIsGoodForItsOwnTokenAlone)
{
    std::string other;
    auto const first = issue_code(sanne, code);
    auto const second = issue_code(sanne, other);
    if (code == other) return;
    EXPECT_EQ(refusal(second, code), "wrong_code");
    EXPECT_EQ(refusal(first, code), "");
}

TEST_F(OneTime, OneForNobodyIsCountedAndRefusedAlike)
{
    Issued issued;
    app.database().write([&](db::Tx& tx) { issued = issue(tx, {Purpose::sign_in_code, {world::vesper}}, world::now); });
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(issued, "000000"), "wrong_code");
    EXPECT_EQ(refusal(issued, "000000"), "code_expired");
}

TEST_F(OneTime, AnotherPurposeDoesNotKnowTheToken)
{
    auto const issued = issue_code(sanne, code);
    app.database().read([&](db::Tx& tx) {
        EXPECT_FALSE(find(tx, Purpose::password_reset, issued.token, world::now));
        EXPECT_TRUE(find(tx, Purpose::sign_in_code, issued.token, world::now));
    });
}

TEST_F(OneTime, AChangeOfAddressNeedsBothCodes)
{
    Issued issued;
    std::string second;
    app.database().write([&](db::Tx& tx) {
        issued = issue(tx, {Purpose::email_change, sanne}, world::now);
        code = make_code(tx, world::vesper, issued.id, CodeSlot::first, world::now).value();
        second = make_code(tx, world::vesper, issued.id, CodeSlot::second, world::now).value();
    });
    std::string const wrong = second == "000000" ? "000001" : "000000";
    EXPECT_THROW(redeem(app.database(), Purpose::email_change, issued.token, code, world::now, wrong), Problem);
    EXPECT_NO_THROW(redeem(app.database(), Purpose::email_change, issued.token, code, world::now, second));
}

TEST_F(OneTime, ANewerOneReplacesThoseBefore)
{
    auto const issued = issue_code(sanne, code);
    app.database().write([&](db::Tx& tx) { revoke(tx, sanne, Purpose::sign_in_code); });
    EXPECT_EQ(refusal(issued, code), "code_expired");
}

TEST_F(OneTime, TheDatabaseKeepsNeitherTokenNorCode)
{
    auto const issued = issue_code(sanne, code);
    auto const in_clear = [&](std::string const& text) {
        return app.count("SELECT COUNT(*) FROM one_time_secrets WHERE token_hash = '" + text + "' OR code_hash = '" + text +
                         "' OR payload LIKE '%" + text + "%'");
    };
    EXPECT_EQ(in_clear(issued.token), 0);
    EXPECT_EQ(in_clear(code), 0);
}

} // namespace
} // namespace loggia::one_time
