// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

// What stands between a file of strangers and the XML parser: encodings are made UTF-8, and the document is walked once to
// prove that it is well formed, free of a DOCTYPE and not too deep. The parser (pugixml) is lenient where XML is not: it
// accepts a bare "&", for one. Source: XML 1.0, fifth edition (https://www.w3.org/TR/xml/).
namespace loggia::feeds {

struct XmlText {
    std::string utf8;                // without byte order mark or control characters
    std::string encoding;            // as found: "UTF-8", "windows-1252", "UTF-16LE", …
    std::size_t repaired_bytes = 0;  // were not UTF-8 though the file says so, read as Windows-1252
};

// Throws FeedProblem feed_not_xml when the declared encoding is unknown.
XmlText decode_xml(std::string_view bytes);

// One element, from "<" to ">" of its end, whose inside is well formed.
struct XmlElement {
    std::string_view name;  // without prefix, as written
    std::string_view text;
    std::size_t line = 0;   // of its start, from 1
};

// Walks the document; `root` hears the outermost name first, `child` each element directly inside it, in order. Both may throw.
// Throws FeedProblem feed_empty, feed_truncated, feed_not_xml or feed_has_doctype.
void walk_xml(std::string_view utf8, std::function<void(XmlElement const&)> const& root,
              std::function<void(XmlElement const&)> const& child);

// The name without its namespace prefix: "k:property" is "property".
std::string_view local_name(std::string_view name);

}  // namespace loggia::feeds
