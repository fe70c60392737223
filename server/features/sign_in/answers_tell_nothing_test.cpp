// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "platform/auth/random.hpp"
#include "test/test_app.hpp"

// Neither what is answered nor how long it takes tells whether an account exists. Times of known and unknown addresses are
// taken in turns, so that whatever else the machine does falls on both alike, and compared by rank.
namespace loggia::sign_in {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;

constexpr int rounds = 120;

// How often a value of `left` is greater than one of `right` (Mann and Whitney): 0.5 when nothing sets them apart. For
// distributions that are the same it strays by about 0.037 with 120 values each.
double share_greater(std::vector<double> const& left, std::vector<double> const& right)
{
    double greater = 0;
    for (auto const a : left)
        for (auto const b : right) greater += a > b ? 1 : a == b ? 0.5 : 0;
    return greater / static_cast<double>(left.size() * right.size());
}

double median(std::vector<double> values)
{
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

struct Question {
    std::string path;
    std::string known; // bodies
    std::string unknown;
};

std::string email(char const* address, bool with_password)
{
    return std::string(R"({"email": ")") + address + "\"" + (with_password ? R"(, "password": "Not-the-one-77"})" : "}");
}

class Comparison {
protected:
    double microseconds_of(std::string const& path, std::string const& body, Reply& reply)
    {
        auto const begun = std::chrono::steady_clock::now();
        reply = caller.post(path, body);
        return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun).count();
    }

    // What limits count would otherwise close the door in the middle.
    void forget_limits() { app.sql("DELETE FROM sign_in_failures"); }

    void compare(std::string const& path, std::string const& left_body, std::string const& right_path, std::string const& right_body)
    {
        Reply reply;
        for (int round = 0; round < rounds; ++round) {
            forget_limits();
            auto const take_left = [&] { left.push_back(microseconds_of(path, left_body, reply)); };
            auto const take_right = [&] { right.push_back(microseconds_of(right_path, right_body, reply)); };
            if (auth::random_below(2) == 0)
                take_left(), take_right();
            else
                take_right(), take_left();
        }
    }

    TestApp app;
    Caller caller = app.nobody();
    std::vector<double> left;
    std::vector<double> right;
};

class AnswersTellNothing : public testing::TestWithParam<Question>, protected Comparison {};
class AnswersThatTell : public testing::Test, protected Comparison {};

// Everything but what differs between any two requests.
std::string comparable(Reply const& reply)
{
    auto text = std::to_string(reply.status);
    for (auto const& [name, value] : reply.headers)
        if (name != "x-request-id" && name != "date") text += "\n" + name + ": " + value;
    if (!reply.json.is_object()) return text + "\n" + reply.body;
    for (auto const& [key, value] : reply.json.as_object())
        text += "\n" + std::string(key) + "=" + (key == "attempt" || key == "request_id" ? "…" : boost::json::serialize(value));
    return text;
}

} // namespace

TEST_P(AnswersTellNothing, NotByTheirText)
{
    auto const& question = GetParam();
    auto const known = caller.post(question.path, question.known);
    auto const unknown = caller.post(question.path, question.unknown);
    EXPECT_EQ(comparable(known), comparable(unknown));
}

TEST_P(AnswersTellNothing, NotByTheirTime)
{
    auto const& question = GetParam();
    compare(question.path, question.known, question.path, question.unknown);
    auto const share = share_greater(left, right);
    EXPECT_NEAR(share, 0.5, 0.2) << "median " << median(left) << " µs for a known address, " << median(right) << " µs for an unknown one";
    EXPECT_LT(median(left) / median(right), 1.5);
    EXPECT_LT(median(right) / median(left), 1.5);
}

INSTANTIATE_TEST_SUITE_P(Each, AnswersTellNothing,
                         testing::Values(Question{"/api/v1/public/portals/vesper-daal/sessions", email("sanne@example.com", true),
                                                  email("ghost@example.com", true)},
                                         Question{"/api/v1/public/portals/vesper-daal/sign-in-codes",
                                                  R"({"login": "sanne@example.com", "channel": "best"})",
                                                  R"({"login": "ghost@example.com", "channel": "best"})"},
                                         Question{"/api/v1/public/portals/vesper-daal/password-resets", email("sanne@example.com", false),
                                                  email("ghost@example.com", false)},
                                         Question{"/api/v1/public/staff-sessions", email("agent@vesperdaal.example", true),
                                                  email("ghost@vesperdaal.example", true)},
                                         Question{"/api/v1/public/staff-password-resets", email("agent@vesperdaal.example", false),
                                                  email("ghost@vesperdaal.example", false)}),
                         [](auto const& each) {
                             auto name = each.param.path.substr(std::string("/api/v1/public/").size());
                             std::erase_if(name, [](char c) { return c == '/' || c == '-'; });
                             return name;
                         });

// The comparison can tell: a portal that does not exist is answered without counting, hashing or writing.
TEST_F(AnswersThatTell, TheComparisonFindsARealDifference)
{
    auto const body = email("sanne@example.com", true);
    compare("/api/v1/public/portals/vesper-daal/sessions", body, "/api/v1/public/portals/nowhere/sessions", body);
    EXPECT_GT(share_greater(left, right), 0.8);
}

} // namespace loggia::sign_in
