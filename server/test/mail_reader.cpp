// SPDX-License-Identifier: Apache-2.0
#include "test/mail_reader.hpp"

#include <regex>

namespace loggia::test {

namespace {

// RFC 2045, section 6.7.
std::string undo_quoted_printable(std::string const& body)
{
    std::string text;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] != '=' || i + 2 >= body.size()) {
            text += body[i];
            continue;
        }
        if (body[i + 1] != '\r') text += static_cast<char>(std::stoi(body.substr(i + 1, 2), nullptr, 16));
        i += 2;
    }
    return text;
}

std::string first_group(std::string const& text, char const* pattern)
{
    std::smatch found;
    return std::regex_search(text, found, std::regex(pattern)) ? found[1].str() : "";
}

} // namespace

std::string header_of(std::string const& mail, std::string const& name)
{
    auto const start = mail.find("\r\n" + name + ": ");
    if (start == std::string::npos) return {};
    auto text = mail.substr(start + name.size() + 4, mail.find("\r\n\r\n") - start);
    text = std::regex_replace(text, std::regex("\r\n[ \t]+"), " ");
    return text.substr(0, text.find("\r\n"));
}

std::string text_of(std::string const& mail)
{
    auto const start = mail.find("\r\n\r\n", mail.find("text/plain"));
    return undo_quoted_printable(mail.substr(start, mail.find("\r\n--=_", start) - start));
}

std::string code_in(std::string const& text)
{
    return first_group(text, "(?:^|[^0-9+])([0-9]{6})(?:[^0-9]|$)");
}
std::string token_in(std::string const& text)
{
    return first_group(text, "https?://[^#[:space:]]+#([A-Za-z0-9_-]{43})");
}

} // namespace loggia::test
