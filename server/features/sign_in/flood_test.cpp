// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <thread>

#include "test/mail_reader.hpp"
#include "test/test_app.hpp"

// Ten thousand wrong passwords from as many addresses, hashed at the cost of a real installation.
namespace loggia::test {
namespace {

constexpr int attempts = 10'000;
constexpr int guessers = 12; // at the same time
std::string const path = "/api/v1/public/portals/vesper-daal/sessions";

std::string credentials(std::string const& email, std::string const& password)
{
    return R"({"email": ")" + email + R"(", "password": ")" + password + "\"}";
}

struct Flood {
    std::atomic<int> next = 0;
    std::atomic<int> wrong = 0;  // 401: hashed
    std::atomic<int> held = 0;   // 429: a door was closed
    std::atomic<int> busy = 0;   // 503: no place in the queue
    std::atomic<int> others = 0; // there should be none

    // Half of them at Sanne's account, the others at accounts that are not there.
    void guess(TestApp& app)
    {
        for (int i = next++; i < attempts; i = next++) {
            auto const email = i % 2 ? "sanne@example.com" : "nobody" + std::to_string(i) + "@example.com";
            auto const address =
                "10." + std::to_string(i / 62'500) + "." + std::to_string(i / 250 % 250) + "." + std::to_string(i % 250 + 1);
            auto const reply = app.nobody().post(path, credentials(email, "Wrong-password-1"), {{"X-Forwarded-For", address}});
            ++(reply.status == 401 ? wrong : reply.status == 429 ? held : reply.status == 503 ? busy : others);
        }
    }
};

// Somebody new to this browser asks for a code and types it in.
unsigned sign_in_by_code(TestApp& app, int visit)
{
    auto const from = Headers{{"X-Forwarded-For", "192.0.2." + std::to_string(visit % 250 + 1)}};
    auto stranger = app.nobody();
    auto const asked =
        stranger.post("/api/v1/public/portals/vesper-daal/sign-in-codes", R"({"login": "sanne@example.com", "channel": "email"})", from);
    if (asked.status != 201) return asked.status;
    app.run_jobs();
    auto const code = code_in(text_of(app.mails().back()));
    auto const entry = R"({"attempt": ")" + asked.text("/attempt") + R"(", "code": ")" + code + "\"}";
    return stranger.post("/api/v1/public/portals/vesper-daal/code-sessions", entry, from)
        .status;
}

TEST(Flood, TenThousandWrongPasswordsNeitherTakeTheServerNorLockTheClientOut)
{
    TestApp app([](app::Config& config) {
        config.behind_proxy = true;
        config.password_memory = 64;
    });
    auto const& gate = *app.services().password_cost.gate;
    app.sql("UPDATE accounts SET password_hash = '" + auth::hash_password(world::password) + "' WHERE id = 1801");
    auto sanne = app.sanne();
    auto const before = gate.statistics();
    auto const began = std::chrono::steady_clock::now();

    Flood flood;
    std::vector<std::jthread> threads;
    for (int i = 0; i < guessers; ++i) threads.emplace_back([&] { flood.guess(app); });
    std::chrono::milliseconds longest{0};
    int visits = 0;
    while (flood.next < attempts) {
        auto const asked = std::chrono::steady_clock::now();
        ASSERT_EQ(sanne.post(path, credentials("sanne@example.com", world::password)).status, 201U) << "after " << flood.next << " guesses";
        ASSERT_EQ(sanne.get("/api/v1/portal/home").status, 200U);
        ASSERT_EQ(sign_in_by_code(app, visits), 201U) << "from a new device";
        longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - asked));
        ++visits;
    }
    threads.clear();

    auto const taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    auto const after = gate.statistics();
    auto const for_strangers = after.hashed_for_strangers - before.hashed_for_strangers;
    auto const processor = std::chrono::duration<double>(after.processor - before.processor).count();
    auto const per_hash = processor / static_cast<double>(after.hashed - before.hashed);
    auto const strangers_share = per_hash * static_cast<double>(for_strangers) / taken;
    std::cout << attempts << " wrong passwords in " << taken << " s: " << for_strangers << " hashed, " << flood.busy << " refused as busy, "
              << flood.held << " held by a closed door; hashing for strangers took " << strangers_share * 100 << " % of one processor ("
              << per_hash * 1000 << " ms each). Meanwhile the client signed in " << visits
              << " times, by password on a known device and by code on a new one, at most " << longest.count() << " ms for both.\n";

    EXPECT_EQ(flood.others, 0);
    EXPECT_EQ(flood.wrong + flood.held + flood.busy, attempts);
    EXPECT_EQ(for_strangers, static_cast<std::uint64_t>(flood.wrong)) << "what is held or busy is not hashed";
    EXPECT_LT(strangers_share, 0.6) << "half of one processor, and what the machine's noise adds";
    EXPECT_GT(visits, 0);
    EXPECT_LT(longest, std::chrono::seconds(5));
}

} // namespace
} // namespace loggia::test
