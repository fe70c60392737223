// SPDX-License-Identifier: Apache-2.0
#include "test/letters.hpp"

namespace loggia::test {

std::string decoded(std::string const& quoted_printable)
{
    std::string text;
    for (std::size_t i = 0; i < quoted_printable.size(); ++i) {
        if (quoted_printable[i] != '=' || i + 2 >= quoted_printable.size()) {
            text += quoted_printable[i];
        } else {
            if (quoted_printable[i + 1] != '\r') text += static_cast<char>(std::stoi(quoted_printable.substr(i + 1, 2), nullptr, 16));
            i += 2;
        }
    }
    return text;
}

std::string part_of(std::string const& mail, std::string const& type)
{
    auto const head = mail.find("Content-Type: " + type);
    if (head == std::string::npos) return "";
    auto const body = mail.find("\r\n\r\n", head) + 4;
    auto const text = mail.substr(body, mail.find("\r\n--=_", body) - body);
    bool const is_base64 = mail.substr(head, body - head).find("base64") != std::string::npos;
    return is_base64 ? text : decoded(text);
}

std::string recipient_of(std::string const& mail)
{
    auto const line = mail.find("\r\nTo: ") + 6;
    auto end = mail.find("\r\n", line);
    while (mail.substr(end + 2, 1) == " ") end = mail.find("\r\n", end + 2); // folded
    auto const text = mail.substr(line, end - line);
    auto const open = text.rfind('<');
    return open == std::string::npos ? text : text.substr(open + 1, text.rfind('>') - open - 1);
}

} // namespace loggia::test
