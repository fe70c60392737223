// SPDX-License-Identifier: Apache-2.0
#include "platform/http/file_response.hpp"

#include "platform/http/negotiation.hpp"

namespace loggia::http {

// RFC 6266 with RFC 8187: plain ASCII for old clients, UTF-8 for the others.
static std::string disposition(std::string_view name)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string ascii, encoded;
    for (char const c : name) {
        auto const byte = static_cast<unsigned char>(c);
        bool const safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        ascii += safe || c == ' ' ? c : '_';
        if (safe) encoded += c;
        else encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
}

Response file_response(Head const& head, files::FileStore const& store, FileAnswer const& file)
{
    Response response;
    response.with("ETag", "\"" + file.sha256 + "\"").with("Cache-Control", file.cache).with("Accept-Ranges", "bytes");
    if (names_etag(head.header("if-none-match"), "\"" + file.sha256 + "\"")) {
        response.status = 304;
        return response;
    }
    auto opened = store.open(file.sha256);
    if (!opened) throw Problem(Fault::not_found, "file_not_found", "This file is not here any more.");
    auto const size = static_cast<std::uint64_t>(opened->size);
    auto const choice = choose_range(head.header("range"), size);
    if (choice.kind == RangeKind::unsatisfiable) {
        response.status = 416;
        return response.with("Content-Range", "bytes */" + std::to_string(size));
    }
    response.status = choice.kind == RangeKind::part ? 206 : 200;
    response.with("Content-Type", file.media_type);
    if (!file.name.empty()) response.with("Content-Disposition", disposition(file.name));
    if (choice.kind == RangeKind::part) {
        auto const last = choice.range.first + choice.range.length - 1;
        response.with("Content-Range", "bytes " + std::to_string(choice.range.first) + "-" + std::to_string(last) + "/" + std::to_string(size));
    }
    response.file = FileBody{opened->descriptor.release(), choice.range.first, choice.range.length};
    return response;
}

}  // namespace loggia::http
