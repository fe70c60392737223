// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::registrations {
namespace {

using test::Caller, test::Reply, test::TestApp;
using Clock = std::chrono::steady_clock;

constexpr int samples = 30;

struct Measured {
    Reply reply;
    std::chrono::nanoseconds taken{};
};

Measured measure(Caller& caller, std::string const& verb, std::string const& path, std::string const& body)
{
    auto const start = Clock::now();
    auto reply = caller.call(verb, path, body, {});
    return {std::move(reply), Clock::now() - start};
}

std::chrono::nanoseconds median(std::vector<std::chrono::nanoseconds> times)
{
    std::ranges::nth_element(times, times.begin() + samples / 2);
    return times[samples / 2];
}

// Answers without what must differ each time.
std::string shape(Reply const& reply)
{
    std::string text = std::to_string(reply.status);
    for (auto const& [name, value] : reply.headers)
        if (name != "x-request-id" && name != "date") text += "\n" + name + ": " + value;
    for (auto const& member : reply.json.as_object()) {
        text += "\n" + std::string(member.key());
        if (member.key() != "attempt" && member.key() != "request_id") text += ": " + boost::json::serialize(member.value());
    }
    return text;
}

class RegistrationTiming : public testing::Test {
protected:
    RegistrationTiming() { app.sql("UPDATE portals SET registration = 'open' WHERE id = 1701"); }

    // Samples of both are taken in turns, so that whatever else the machine does meets both alike.
    void expect_alike(auto const& known, auto const& unknown)
    {
        std::vector<std::chrono::nanoseconds> of_known, of_unknown;
        std::string first, second;
        for (int i = 0; i < samples; ++i) {
            // Limits are another matter; here each sample starts without any.
            app.sql("DELETE FROM sign_in_failures");
            auto const one = known();
            app.sql("DELETE FROM sign_in_failures");
            auto const other = unknown();
            of_known.push_back(one.taken);
            of_unknown.push_back(other.taken);
            EXPECT_EQ(shape(one.reply), shape(other.reply));
        }
        auto const ratio = static_cast<double>(median(of_known).count()) / static_cast<double>(median(of_unknown).count());
        EXPECT_GT(ratio, 0.5);
        EXPECT_LT(ratio, 2.0);
    }

    TestApp app;
    Caller caller = app.nobody();
    std::string const path = "/api/v1/public/portals/vesper-daal/registrations";
};

} // namespace

TEST_F(RegistrationTiming, AKnownAddressStartsLikeAnUnknownOne)
{
    auto const with = [&](std::string const& email) {
        return [this, email] {
            return measure(caller, "POST", path,
                           R"({"first_name": "A", "last_name": "B", "email": ")" + email + R"(", "password": "Zee-kraal-48-duin"})");
        };
    };
    expect_alike(with("sanne@example.com"), with("ghost@example.com"));
}

TEST_F(RegistrationTiming, AKnownAddressRefusesCodesLikeAnUnknownOne)
{
    auto const with = [&](std::string const& email) {
        return [this, email] {
            auto const attempt =
                caller.post(path, R"({"first_name": "A", "last_name": "B", "email": ")" + email + R"(", "password": "Zee-kraal-48-duin"})")
                    .text("/attempt");
            app.run_jobs();
            return measure(caller, "PUT", path, R"({"attempt": ")" + attempt + R"(", "code": "none"})");
        };
    };
    expect_alike(with("sanne@example.com"), with("ghost@example.com"));
}

} // namespace loggia::registrations
