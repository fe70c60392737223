// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/password.hpp"

#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <utility>

#include "platform/auth/common_passwords.hpp"
#include "platform/auth/random.hpp"
#include "platform/problem.hpp"

namespace loggia::auth {
namespace {

std::string normalized(std::string_view password)
{
    auto const source = icu::UnicodeString::fromUTF8({password.data(), static_cast<int32_t>(password.size())});
    auto status = U_ZERO_ERROR;
    auto const* nfkc = icu::Normalizer2::getNFKCInstance(status);
    std::string text;
    if (U_SUCCESS(status)) nfkc->normalize(source, status).toUTF8String(text);
    return U_SUCCESS(status) ? text : std::string(password);
}

struct Contents {
    std::size_t characters = 0;
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool special = false;
};

Contents contents_of(std::string_view password)
{
    auto const text = icu::UnicodeString::fromUTF8({password.data(), static_cast<int32_t>(password.size())});
    Contents contents;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        auto const character = text.char32At(i);
        ++contents.characters;
        if (u_isUUppercase(character)) contents.upper = true;
        else if (u_isULowercase(character)) contents.lower = true;
        else if (u_isdigit(character)) contents.digit = true;
        else if (!u_isalpha(character)) contents.special = true;
    }
    return contents;
}

char pick(std::string_view from) { return from[random_below(static_cast<std::uint32_t>(from.size()))]; }

}  // namespace

static HashingGate::Outcome at_the_gate(PasswordCost const& cost, Turn turn, std::function<HashingGate::Outcome()> const& work)
{
    random_bits();  // initialises libsodium
    return cost.gate ? cost.gate->run(turn, work) : work();
}

static std::string argon2(std::string const& text, PasswordCost const& cost)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), text.data(), text.size(), cost.operations, cost.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Problem(Fault::unavailable, "memory_short", "The server is short of memory. Please try again in a moment.");
    return hash.data();
}

std::string hash_password(std::string_view password, PasswordCost const& cost, Turn turn)
{
    auto const text = normalized(password);
    std::string hash;
    at_the_gate(cost, turn, [&] {
        hash = argon2(text, cost);
        // Nothing is proven by choosing a password.
        return turn == Turn::stranger ? HashingGate::Outcome::wrong : HashingGate::Outcome::right;
    });
    return hash;
}

PasswordVerdict verify_password(std::string_view hash, std::string_view password, PasswordCost const& cost, Turn turn)
{
    auto const text = normalized(password);
    std::string const stored(hash);
    auto const outcome = at_the_gate(cost, turn, [&] {
        bool const is_right = crypto_pwhash_str_verify(stored.c_str(), text.data(), text.size()) == 0;
        return is_right ? HashingGate::Outcome::right : HashingGate::Outcome::wrong;
    });
    if (outcome == HashingGate::Outcome::wrong) return PasswordVerdict::wrong;
    auto const outdated = crypto_pwhash_str_needs_rehash(stored.c_str(), cost.operations, cost.memory_bytes) != 0;
    return outdated ? PasswordVerdict::right_but_outdated : PasswordVerdict::right;
}

void verify_nothing(std::string_view password, PasswordCost const& cost, Turn turn)
{
    auto const text = normalized(password);
    at_the_gate(cost, turn, [&] {
        argon2(text, cost);
        return HashingGate::Outcome::wrong;
    });
}

std::vector<PasswordFault> password_faults(std::string_view password)
{
    auto const contents = contents_of(password);
    std::vector<PasswordFault> faults;
    if (contents.characters < shortest_password) faults.push_back(PasswordFault::too_short);
    if (password.size() > longest_password) return {PasswordFault::too_long};
    if (!contents.upper) faults.push_back(PasswordFault::no_upper);
    if (!contents.lower) faults.push_back(PasswordFault::no_lower);
    if (!contents.digit) faults.push_back(PasswordFault::no_digit);
    if (!contents.special) faults.push_back(PasswordFault::no_special);
    if (is_common_password(password)) faults.push_back(PasswordFault::common);
    return faults;
}

std::string_view to_string(PasswordFault fault)
{
    switch (fault) {
        case PasswordFault::too_short: return "too_short";
        case PasswordFault::too_long: return "too_long";
        case PasswordFault::no_upper: return "no_upper";
        case PasswordFault::no_lower: return "no_lower";
        case PasswordFault::no_digit: return "no_digit";
        case PasswordFault::no_special: return "no_special";
        case PasswordFault::common: return "common";
    }
    return "common";
}

std::string generate_temporary_password()
{
    constexpr std::string_view upper = "ACDEFGHJKMNPQRTUVWXY";
    constexpr std::string_view lower = "abcdefghjkmnpqrstuvwxyz";
    constexpr std::string_view digits = "34679";
    constexpr std::string_view special = "-+=?%";
    constexpr std::size_t length = 14;
    auto const all = std::string(upper) + std::string(lower) + std::string(digits);
    for (;;) {
        std::string password = {pick(upper), pick(lower), pick(digits), pick(special)};
        while (password.size() < length) password += pick(all);
        for (auto i = password.size() - 1; i > 0; --i)
            std::swap(password[i], password[random_below(static_cast<std::uint32_t>(i + 1))]);
        // A sign at either end is lost when a mail program turns the text into a link or a sentence.
        auto const ends_well = special.find(password.front()) == special.npos && special.find(password.back()) == special.npos;
        if (ends_well && password_faults(password).empty()) return password;
    }
}

}  // namespace loggia::auth
