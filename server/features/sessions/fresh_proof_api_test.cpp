// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/sessions/fresh.hpp"
#include "test/test_app.hpp"

// What opens a further way in asks for proof of who sits at an older session.
namespace loggia::sessions {
namespace {

using test::Caller;
namespace world = test::world;

std::string const right = std::string(R"("password": ")") + world::password + "\"";
std::string const wrong = R"("password": "Not-the-password-1")";

class FreshProof : public testing::Test {
protected:
    // With nothing, a wrong and the right password, just after signing in and later. `body` goes before the password.
    void expect_proof(Caller& caller, std::string const& path, std::string const& body)
    {
        auto const with = [&](std::string const& more) {
            return caller.post(path, "{" + body + (body.empty() || more.empty() ? "" : ", ") + more + "}");
        };
        EXPECT_EQ(with("").status, 201U) << path;
        app.clock().advance(fresh_for);
        EXPECT_EQ(with("").status, 403U) << path;
        EXPECT_EQ(with("").code(), "proof_required") << path;
        auto const refused = with(wrong);
        EXPECT_EQ(refused.status, 422U) << path << refused.body;
        EXPECT_EQ(refused.error_at("/password"), "wrong_password") << path;
        EXPECT_EQ(with(right).status, 201U) << path;
    }

    test::TestApp app;
};

} // namespace

TEST_F(FreshProof, AClientsNewPasskeyNeedsIt)
{
    auto sanne = app.sanne();
    expect_proof(sanne, "/api/v1/portal/passkey-challenges", "");
}

TEST_F(FreshProof, AStaffMembersNewPasskeyNeedsIt)
{
    auto marit = app.marit();
    expect_proof(marit, "/api/v1/passkey-challenges", "");
}

TEST_F(FreshProof, ANewTelephoneNeedsIt)
{
    auto sanne = app.sanne();
    expect_proof(sanne, "/api/v1/portal/phone-changes", R"("phone": "+31612345678")");
}

TEST_F(FreshProof, AFirstPasswordNeedsIt)
{
    auto sanne = app.sanne();
    app.sql("UPDATE accounts SET password_hash = NULL WHERE id = 1801");
    auto const choose = [&](std::string const& password) {
        return sanne.put("/api/v1/portal/password", R"({"new_password": ")" + password + R"("})");
    };
    app.clock().advance(fresh_for);
    EXPECT_EQ(choose("Zee-kraal-48-duin").code(), "proof_required");
    app.sql("UPDATE sessions SET created_at = " + std::to_string(app.clock().now().milliseconds));
    EXPECT_EQ(choose("Zee-kraal-48-duin").status, 204U);
}

TEST_F(FreshProof, WhoHasNoPasswordSignsInAnew)
{
    auto sanne = app.sanne();
    app.sql("UPDATE accounts SET password_hash = NULL WHERE id = 1801");
    app.clock().advance(fresh_for);
    EXPECT_EQ(sanne.post("/api/v1/portal/passkey-challenges", "{" + right + "}").code(), "proof_required");
}

} // namespace loggia::sessions
