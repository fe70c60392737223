// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/clock.hpp"

namespace loggia::mail {

struct Mailbox {
    std::string address;    // "sanne@example.com"; a domain beyond ASCII is written as IDNA
    std::string name = {};  // UTF-8, may be empty
};

struct Attachment {
    std::string name;        // UTF-8, as the reader sees it
    std::string media_type;  // "application/pdf"
    std::string bytes;
};

// An iCalendar object that mail programs offer to accept (RFC 6047).
struct Invitation {
    std::string method;  // "REQUEST", "CANCEL"
    std::string text;    // the VCALENDAR; empty: no invitation
};

struct Mail {
    Mailbox from;
    Mailbox to;
    Mailbox reply_to = {};  // without an address: none
    std::string subject;
    std::string text;             // always
    std::string html = {};        // empty: text alone
    std::string message_id = {};  // "left@right" without brackets; empty: one is made
    Timestamp date = {};          // when the mail was written
    std::vector<std::pair<std::string, std::string>> headers = {};  // further ones: "List-Unsubscribe" …
    Invitation invitation = {};
    std::vector<Attachment> attachments = {};
};

// The mail as RFC 5322 with MIME (RFC 2045–2047, 2231): CRLF line ends, every line at most 76 characters but an address in a header,
// ASCII only.
// Problem(invalid, "mail_unsendable") for a line break or another control character in anything that becomes a header,
// and for an address that is none.
std::string render_eml(Mail const& mail);

// The address as it stands in the envelope: checked, its domain in ASCII. The same Problem.
std::string envelope_address(Mailbox const& mailbox);

}  // namespace loggia::mail
