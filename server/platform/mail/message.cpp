// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/message.hpp"

#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

#include "platform/auth/token.hpp"
#include "platform/mail/encoding.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {
namespace {

Problem unsendable(std::string const& message) { return {Fault::invalid, "mail_unsendable", message}; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 32U || c == 127; }

std::string const& checked(std::string const& text)
{
    if (std::any_of(text.begin(), text.end(), is_control))
        throw unsendable("A line break may not stand in the header of a mail.");
    return text;
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128U; });
}

std::string ascii_domain(std::string const& domain)
{
    if (is_ascii(domain)) return domain;
    auto status = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> const idna(icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    icu::IDNAInfo info;
    if (U_SUCCESS(status)) idna->nameToASCII_UTF8(domain, sink, info, status);
    if (U_FAILURE(status) || info.hasErrors()) throw unsendable("The domain of a mail address is not valid.");
    return ascii;
}

void add_header(std::string& head, std::string_view name, std::string const& value)
{
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

std::string render_mailbox(Mailbox const& mailbox, std::size_t column)
{
    auto const address = envelope_address(mailbox);
    if (mailbox.name.empty()) return address;
    auto const phrase = encode_phrase(checked(mailbox.name), column);
    auto const last_line = phrase.size() - std::min(phrase.rfind('\n') + 1, phrase.size());
    auto const fits = column + last_line + address.size() + 3 <= 76;
    return phrase + (fits ? " <" : "\r\n <") + address + ">";
}

std::string render_date(Timestamp moment)
{
    using namespace std::chrono;
    constexpr std::array<char const*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    sys_time<milliseconds> const when{milliseconds(moment.milliseconds)};
    auto const day = floor<std::chrono::days>(when);
    year_month_day const date(day);
    hh_mm_ss const time(floor<seconds>(when - day));
    std::array<char, 64> text{};
    auto const length = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                                      days.at(weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                                      months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                                      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                      static_cast<int>(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

// One node of the MIME tree: its own headers and what follows the empty line.
struct Part {
    std::string head;
    std::string body;
};

Part text_part(std::string const& type, std::string const& text)
{
    return {"Content-Type: " + type + "\r\nContent-Transfer-Encoding: quoted-printable\r\n", quoted_printable(text)};
}

Part attachment_part(Attachment const& attachment)
{
    auto const& type = checked(attachment.media_type);
    return {"Content-Type: " + (type.empty() ? "application/octet-stream" : type) +
                "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment" +
                encode_file_name(checked(attachment.name)) + "\r\n",
            base64_lines(attachment.bytes)};
}

Part multipart(std::string const& subtype, std::vector<Part> const& parts)
{
    auto const boundary = "=_" + auth::new_token();  // "=_" cannot occur in quoted-printable or base64
    Part whole{"Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n", {}};
    for (auto const& part : parts) {
        whole.body += "--" + boundary + "\r\n" + part.head + "\r\n" + part.body;
        whole.body += "\r\n";
    }
    whole.body += "--" + boundary + "--\r\n";
    return whole;
}

// The plainest first: a mail program shows the last alternative that it understands.
Part content(Mail const& mail)
{
    std::vector<Part> alternatives = {text_part("text/plain; charset=utf-8", mail.text)};
    if (!mail.html.empty()) alternatives.push_back(text_part("text/html; charset=utf-8", mail.html));
    if (!mail.invitation.text.empty())
        alternatives.push_back(
            text_part("text/calendar; charset=utf-8; method=" + checked(mail.invitation.method), mail.invitation.text));
    auto const readable = alternatives.size() == 1 ? alternatives.front() : multipart("alternative", alternatives);
    if (mail.attachments.empty()) return readable;
    std::vector<Part> parts = {readable};
    for (auto const& attachment : mail.attachments) parts.push_back(attachment_part(attachment));
    return multipart("mixed", parts);
}

// A web address in angle brackets (RFC 2369) that fits on a line (RFC 5322, section 2.1.1).
bool is_address(std::string_view value)
{
    return value.size() < 990 && value.starts_with('<') && value.ends_with('>') &&
           std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_header_name(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > 32 && c < 127 && c != ':'; });
}

std::string message_id(Mail const& mail)
{
    if (!mail.message_id.empty()) {
        if (checked(mail.message_id).find_first_of("<> ") != std::string::npos) throw unsendable("The message id is not valid.");
        return "<" + mail.message_id + ">";
    }
    auto const sender = envelope_address(mail.from);
    return "<" + auth::new_token() + sender.substr(sender.rfind('@')) + ">";
}

}  // namespace

std::string envelope_address(Mailbox const& mailbox)
{
    auto const& address = checked(mailbox.address);
    auto const at = address.rfind('@');
    if (at == std::string::npos || at == 0 || at + 1 == address.size() || address.size() > 254 ||
        address.find_first_of(" <>()[],;:\\\"") != std::string::npos || address.find('@') != at || !is_ascii(address.substr(0, at)))
        throw unsendable("This is not a mail address that can be written to.");
    return address.substr(0, at + 1) + ascii_domain(address.substr(at + 1));
}

std::string render_eml(Mail const& mail)
{
    std::string head;
    add_header(head, "Date", render_date(mail.date));
    add_header(head, "From", render_mailbox(mail.from, 6));
    add_header(head, "To", render_mailbox(mail.to, 4));
    if (!mail.reply_to.address.empty()) add_header(head, "Reply-To", render_mailbox(mail.reply_to, 10));
    add_header(head, "Subject", encode_header_text(checked(mail.subject), 9));
    add_header(head, "Message-ID", message_id(mail));
    for (auto const& [name, value] : mail.headers) {
        if (!is_header_name(name)) throw unsendable("The name of a mail header is not valid.");
        // What programs read must not be broken in pieces: it goes to a line of its own, as long as it is.
        bool const fits = name.size() + 2 + value.size() <= 76;
        if (is_address(value)) add_header(head, name, (fits ? "" : "\r\n ") + value);
        else add_header(head, name, encode_header_text(checked(value), name.size() + 2));
    }
    add_header(head, "MIME-Version", "1.0");
    auto const part = content(mail);
    auto message = head + part.head + "\r\n" + part.body;
    if (!message.ends_with("\r\n")) message += "\r\n";
    return message;
}

}  // namespace loggia::mail
