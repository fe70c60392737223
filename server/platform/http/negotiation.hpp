// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace loggia::http {

// Whether an Accept-Encoding header (RFC 9110, 12.5.3) allows `coding`; "br;q=0" does not.
bool accepts(std::string_view accept_encoding, std::string_view coding);

// Whether an If-None-Match header (RFC 9110, 13.1.2) names `etag`, which is written with its quotes: "*", or a list of
// weak and strong ones.
bool names_etag(std::string_view if_none_match, std::string_view etag);

// One range of a Range header (RFC 9110, 14.1.2) within a content of `size` bytes.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

enum class RangeKind { whole, part, unsatisfiable };

struct RangeChoice {
    RangeKind kind = RangeKind::whole;
    ByteRange range;
};

// No header, several ranges or an unreadable one: the whole content, as the RFC allows.
RangeChoice choose_range(std::string_view header, std::uint64_t size);

}  // namespace loggia::http
