// SPDX-License-Identifier: Apache-2.0
#include "features/second_factors/recovery_code_rules.hpp"

#include "platform/auth/random.hpp"
#include "platform/auth/token.hpp"

namespace loggia::second_factors {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t letters = 10;

std::string new_recovery_code()
{
    std::string code;
    for (std::size_t i = 0; i < letters; ++i) {
        if (i == letters / 2) code += '-';
        code += alphabet[auth::random_below(static_cast<std::uint32_t>(alphabet.size()))];
    }
    return code;
}

std::string normalized_recovery_code(std::string_view typed)
{
    std::string code;
    for (auto letter : typed) {
        if (letter == '-' || letter == ' ') continue;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        if (alphabet.find(letter) == alphabet.npos) return {};
        code += letter;
    }
    return code.size() == letters ? code : std::string();
}

std::string hash_recovery_code(UserId user, std::string_view normalized)
{
    return auth::hash_token("recovery:" + user.text() + ":" + std::string(normalized));
}

} // namespace loggia::second_factors
