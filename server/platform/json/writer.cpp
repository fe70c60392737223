// SPDX-License-Identifier: Apache-2.0
#include "platform/json/writer.hpp"

namespace loggia::json {

static void write_escape(std::string& out, unsigned char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
}

void write_text(std::string& out, std::string_view utf8)
{
    out += '"';
    std::size_t clean = 0;  // everything before this index has been written
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        auto const c = static_cast<unsigned char>(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(utf8, clean, i - clean);
        write_escape(out, c);
        clean = i + 1;
    }
    out.append(utf8, clean, utf8.size() - clean);
    out += '"';
}

}  // namespace loggia::json
