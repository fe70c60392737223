// SPDX-License-Identifier: Apache-2.0
#include "test/mails.hpp"

namespace loggia::test {

static std::string decoded(std::string const& mail)
{
    std::string text;
    for (std::size_t i = 0; i < mail.size(); ++i) {
        if (mail[i] != '=' || i + 2 >= mail.size()) {
            text += mail[i];
        } else {
            if (mail[i + 1] != '\r') text += static_cast<char>(std::stoi(mail.substr(i + 1, 2), nullptr, 16));
            i += 2;
        }
    }
    return text;
}

std::string text_part(std::string const& mail)
{
    auto const start = mail.find("\r\n\r\n", mail.find("text/plain"));
    return decoded(mail.substr(start, mail.find("\r\n--=_", start) - start));
}

std::string fact_in(std::string const& mail, std::string const& label)
{
    auto const text = text_part(mail);
    auto const start = text.find(label + ": ");
    if (start == std::string::npos) return {};
    auto const value = start + label.size() + 2;
    return text.substr(value, text.find('\r', value) - value);
}

std::string token_in(std::string const& mail, std::string const& path)
{
    auto const text = text_part(mail);
    auto const link = text.find(path + "#");
    if (link == std::string::npos) return {};
    auto const start = link + path.size() + 1;
    return text.substr(start, text.find_first_of("\r\n \t", start) - start);
}

} // namespace loggia::test
