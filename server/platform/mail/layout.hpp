// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loggia::mail {

// How a portal, or Loggia itself, signs its mails.
struct Branding {
    std::string name;
    std::string primary_colour = {};  // "#rrggbb"; anything else is Loggia's green
    std::string logo_url = {};        // https; shown at most 48 px high. Without one the name stands there
    std::string footer = {};          // address, phone …; line breaks are kept
};

struct Button {
    std::string label;
    std::string url;  // http or https
};

// A label and what belongs to it: "Temporary password", "Date".
struct Fact {
    std::string label;
    std::string value;
};

// One mail's words, already in the reader's language. All of it is text: nothing is read as HTML.
struct Content {
    std::string language = "en";  // BCP 47
    std::string heading;
    std::vector<std::string> paragraphs;  // line breaks are kept
    std::vector<Fact> facts = {};         // after the paragraphs
    std::optional<Button> button = {};    // after the facts, its address in full below it
    std::vector<std::string> notes = {};  // small, after the button
    std::string preview = {};             // shown beside the subject in a list of mails; empty: the first paragraph
};

// Tables, styles in place, light and dark. std::invalid_argument when the button's address is not http or https.
std::string branded_html(Branding const& branding, Content const& content);

std::string plain_text(Branding const& branding, Content const& content);  // the same words, LF line ends

std::string escape_html(std::string_view text);  // & < > " ' and nothing else

// White or black, whichever reads better on "#rrggbb" by WCAG contrast; at least 4.5:1.
std::string_view readable_on(std::string_view colour);

}  // namespace loggia::mail
