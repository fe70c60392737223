// SPDX-License-Identifier: Apache-2.0
#include "platform/id.hpp"

#include <array>
#include <atomic>

#include "platform/auth/random.hpp"
#include "platform/clock.hpp"

namespace loggia {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t text_length = 13;  // 13 × 5 bits = 65: the first character carries only four
constexpr std::int64_t epoch_milliseconds = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int random_width = 22;
constexpr unsigned char not_a_digit = 255;

// The value of every byte as a Crockford digit; i and l are read as 1, o as 0.
constexpr std::array<unsigned char, 256> make_digits()
{
    std::array<unsigned char, 256> digits{};
    digits.fill(not_a_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        auto const upper = static_cast<unsigned char>(alphabet[i]);
        digits[upper] = static_cast<unsigned char>(i);
        if (upper >= 'A') digits[upper + 32U] = static_cast<unsigned char>(i);
    }
    for (auto const one : {'I', 'i', 'L', 'l'}) digits[static_cast<unsigned char>(one)] = 1;
    for (auto const zero : {'O', 'o'}) digits[static_cast<unsigned char>(zero)] = 0;
    return digits;
}

constexpr auto digits = make_digits();

}  // namespace

void append_id(std::string& out, std::int64_t value)
{
    std::array<char, text_length> text{};
    auto rest = static_cast<std::uint64_t>(value);
    for (auto i = text_length; i-- > 0; rest >>= 5U) text[i] = alphabet[rest & 31U];
    out.append(text.data(), text.size());
}

std::string encode_id(std::int64_t value)
{
    std::string text;
    append_id(text, value);
    return text;
}

std::optional<std::int64_t> decode_id(std::string_view text)
{
    if (text.size() != text_length) return std::nullopt;
    std::uint64_t value = 0;
    for (auto const character : text) {
        auto const digit = digits[static_cast<unsigned char>(character)];
        if (digit == not_a_digit) return std::nullopt;
        if (value >> 59U != 0) return std::nullopt;  // the next five bits would push others out
        value = value << 5U | digit;
    }
    return static_cast<std::int64_t>(value);
}

std::int64_t next_id()
{
    static std::atomic<std::int64_t> last = 0;
    auto const milliseconds = SystemClock().now().milliseconds - epoch_milliseconds;
    auto const random = auth::random_bits();
    auto const drawn = milliseconds << random_width | (random & ((1U << random_width) - 1));
    // Within one millisecond, or when the clock steps back, we go on from the last id by a small random step.
    auto previous = last.load();
    std::int64_t next = 0;
    do next = drawn > previous ? drawn : previous + 1 + (random & 0xFFU);
    while (!last.compare_exchange_weak(previous, next));
    return next;
}

}  // namespace loggia
