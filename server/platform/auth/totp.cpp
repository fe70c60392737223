// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/totp.hpp"

#include <liboath/oath.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

#include "platform/auth/random.hpp"
#include "platform/auth/token.hpp"

namespace loggia::auth::totp {

namespace {

constexpr unsigned digits = 6;

// liboath asks to be initialised once; C++ guards the first call against other threads.
void require_oath()
{
    static int const state = oath_init();
    if (state != OATH_OK) throw std::runtime_error("liboath could not be initialised");
}

struct Free {
    void operator()(char* text) const { std::free(text); }
};

// RFC 3986: everything but the unreserved characters.
std::string escaped(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string result;
    for (auto const character : text) {
        auto const byte = static_cast<unsigned char>(character);
        auto const is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (is_letter || character == '-' || character == '.' || character == '_' || character == '~')
            result += character;
        else
            ((result += '%') += hex[byte >> 4]) += hex[byte & 15];
    }
    return result;
}

} // namespace

std::string new_key()
{
    std::array<unsigned char, 20> bytes{};
    fill_random(bytes);
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

std::string to_base32(std::string_view key)
{
    require_oath();
    char* text = nullptr;
    std::size_t size = 0;
    if (oath_base32_encode(key.data(), key.size(), &text, &size) != OATH_OK) throw std::bad_alloc();
    std::unique_ptr<char, Free> const owned(text);
    std::string result(text, size);
    result.resize(std::min(result.find('='), result.size()));
    return result;
}

std::int64_t step_of(Timestamp moment)
{
    return moment.milliseconds / (step_seconds * 1000);
}

std::string code_at(std::string_view key, std::int64_t step)
{
    require_oath();
    std::array<char, digits + 1> code{};
    if (oath_hotp_generate(key.data(), key.size(), static_cast<std::uint64_t>(step), digits, 0, OATH_HOTP_DYNAMIC_TRUNCATION,
                           code.data()) != OATH_OK)
        throw std::runtime_error("liboath could not make a code");
    return {code.data(), digits};
}

std::optional<std::int64_t> verify(std::string_view key, std::string_view code, Timestamp now, std::int64_t last_step)
{
    auto const present = step_of(now);
    std::optional<std::int64_t> found;
    for (auto step = present - 1; step <= present + 1; ++step)
        if (equal_in_constant_time(code_at(key, step), code) && step > last_step) found = step;
    return found;
}

std::string uri(std::string_view key, std::string_view issuer, std::string_view account)
{
    // Some apps read the part before the colon, others the parameter: both name who asks for the code.
    return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) + "?secret=" + to_base32(key) + "&issuer=" + escaped(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

} // namespace loggia::auth::totp
