// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/sealed.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <thread>

#include "platform/files/temporary_directory.hpp"

namespace loggia::auth {
namespace {

Sealer const sealer(std::string(32, 'k'));

} // namespace

TEST(Sealed, WhatWasSealedOpensForItsOwnerOnly)
{
    auto const sealed = sealer.seal("the key", "totp marit");
    EXPECT_EQ(sealed.find("the key"), std::string::npos);
    EXPECT_EQ(sealer.open(sealed, "totp marit"), "the key");
    EXPECT_FALSE(sealer.open(sealed, "totp lucia"));
    EXPECT_FALSE(Sealer(std::string(32, 'x')).open(sealed, "totp marit"));
}

TEST(Sealed, TheSameSecretIsNeverSealedAlike)
{
    EXPECT_NE(sealer.seal("the key", "totp marit"), sealer.seal("the key", "totp marit"));
}

TEST(Sealed, WhatWasChangedDoesNotOpen)
{
    auto const sealed = sealer.seal("the key", "totp marit");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(sealer.open(changed, "totp marit")) << i;
        EXPECT_FALSE(sealer.open(sealed.substr(0, i), "totp marit")) << i;
    }
    EXPECT_FALSE(sealer.open(sealed + "A", "totp marit"));
}

TEST(Sealed, AKeyIsBase64Of32Bytes)
{
    std::string const bytes(32, '\xff');
    EXPECT_EQ(parse_secret_key("//////////////////////////////////////////8="), bytes);
    EXPECT_EQ(parse_secret_key("__________________________________________8\n"), bytes);
    for (auto const* text : {"", "secret", "AAAA", "____________________________________________________"})
        EXPECT_FALSE(parse_secret_key(text)) << text;
    EXPECT_THROW(Sealer("short"), std::invalid_argument);
}

TEST(Sealed, TheFileOfTheKeyIsMadeOnceAndOnlyItsOwnerReadsIt)
{
    files::TemporaryDirectory const folder;
    auto const file = folder.path() / "data" / "secret.key";
    auto const key = secret_key_in(file);
    EXPECT_EQ(key.size(), 32U);
    EXPECT_EQ(secret_key_in(file), key);
    struct stat state {};
    ASSERT_EQ(::stat(file.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1) << "nothing else is left there";
}

TEST(Sealed, ManyThatStartAtOnceAgreeOnOneKey)
{
    files::TemporaryDirectory const folder;
    std::vector<std::string> keys(8);
    {
        std::vector<std::jthread> threads;
        for (auto& key : keys) threads.emplace_back([&] { key = secret_key_in(folder.path() / "secret.key"); });
    }
    EXPECT_EQ(std::set(keys.begin(), keys.end()).size(), 1U);
}

TEST(Sealed, AFileThatHoldsSomethingElseIsNamed)
{
    files::TemporaryDirectory const folder;
    auto const file = folder.path() / "secret.key";
    std::ofstream(file) << "hello\n";
    try {
        secret_key_in(file);
        FAIL();
    } catch (std::runtime_error const& error) {
        EXPECT_NE(std::string(error.what()).find(file.string()), std::string::npos);
    }
}

} // namespace loggia::auth
