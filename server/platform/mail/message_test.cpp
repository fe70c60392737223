// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/message.hpp"

#include <gtest/gtest.h>

#include "platform/mail/encoding.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {

static Mail simple()
{
    Mail mail;
    mail.from = {"post@vesperdaal.example", "Vesper & Daal"};
    mail.to = {"sanne@example.com", "Sanne"};
    mail.subject = "Welcome";
    mail.text = "Hello Sanne,\nwelcome.";
    mail.message_id = "0123@vesperdaal.example";
    mail.date = *parse_timestamp("2026-06-18T11:30:05Z");
    return mail;
}

static bool contains(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

static void expect_unsendable(Mail const& mail)
{
    try {
        render_eml(mail);
        ADD_FAILURE() << "was rendered";
    } catch (Problem const& problem) {
        EXPECT_EQ(problem.code, "mail_unsendable");
    }
}

static void expect_fit_for_the_wire(std::string const& eml)
{
    EXPECT_TRUE(eml.ends_with("\r\n"));
    std::size_t column = 0;
    for (std::size_t i = 0; i < eml.size(); ++i) {
        EXPECT_LT(static_cast<unsigned char>(eml[i]), 128U);
        if (eml[i] == '\n') {
            EXPECT_TRUE(i > 0 && eml[i - 1] == '\r');
            EXPECT_LE(column, 77U) << eml.substr(i - column, column);  // 76 and the CR
            column = 0;
        } else {
            ++column;
        }
    }
}

TEST(MailMessage, ATextAloneIsOnePart)
{
    EXPECT_EQ(render_eml(simple()),
              "Date: Thu, 18 Jun 2026 11:30:05 +0000\r\nFrom: Vesper & Daal <post@vesperdaal.example>\r\n"
              "To: Sanne <sanne@example.com>\r\nSubject: Welcome\r\nMessage-ID: <0123@vesperdaal.example>\r\n"
              "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n\r\nHello Sanne,\r\nwelcome.\r\n");
}

TEST(MailMessage, TextAndHtmlAreAlternatives)
{
    auto mail = simple();
    mail.html = "<p>Välkommen</p>";
    mail.reply_to = {"marit@vesperdaal.example"};
    auto const eml = render_eml(mail);
    EXPECT_TRUE(contains(eml, "Content-Type: multipart/alternative;\r\n boundary=\"=_"));
    EXPECT_TRUE(contains(eml, "\r\nReply-To: marit@vesperdaal.example\r\n"));
    EXPECT_TRUE(contains(eml, "<p>V=C3=A4lkommen</p>"));
    EXPECT_LT(eml.find("text/plain"), eml.find("text/html"));
    expect_fit_for_the_wire(eml);
}

TEST(MailMessage, WordsBeyondAsciiAreEncodedAndFolded)
{
    auto mail = simple();
    mail.subject = "Nieuwe afspraak: bezichtiging van de prachtige villa aan de Prinsengracht – Łódź, Málaga en Übersee, één uur";
    mail.to.name = "Łukasz „Łuk” Żółć-Wiśniewski z Gdańska nad Morzem Bałtyckim";
    mail.text = std::string(300, 'x') + "\n.\nFrom here\ntrailing \n=\xC3\xA9\r\nend";
    auto const eml = render_eml(mail);
    EXPECT_TRUE(contains(eml, "\r\nSubject: =?utf-8?B?"));
    EXPECT_TRUE(contains(eml, "?=\r\n =?utf-8?B?"));
    EXPECT_TRUE(contains(eml, "\r\n=2E\r\n=46rom here\r\ntrailing=20\r\n=3D=C3=A9\r\nend\r\n"));
    expect_fit_for_the_wire(eml);
}

TEST(MailMessage, ALongPlainSubjectIsFoldedAtItsSpaces)
{
    auto const subject = std::string("Viewing of the house with the garden and the boathouse on Thursday 18 June 2026 at 11:30");
    auto folded = encode_header_text(subject, 9);
    EXPECT_TRUE(contains(folded, "\r\n "));
    for (auto at = folded.find("\r\n"); at != std::string::npos; at = folded.find("\r\n")) folded.erase(at, 2);
    EXPECT_EQ(folded, subject);
    EXPECT_EQ(encode_header_text("=?utf-8?B?eA==?=", 0).substr(0, 10), "=?utf-8?B?");
    EXPECT_TRUE(encode_header_text(std::string(200, 'x'), 9).starts_with("=?utf-8?B?"));
}

TEST(MailMessage, NamesAreQuotedWhereTheyMust)
{
    EXPECT_EQ(encode_phrase("Sanne de Vries", 0), "Sanne de Vries");
    EXPECT_EQ(encode_phrase("de Vries, Sanne", 0), "\"de Vries, Sanne\"");
    EXPECT_EQ(encode_phrase("a\"b\\c.", 0), "\"a\\\"b\\\\c.\"");
}

TEST(MailMessage, ALineBreakBringsNoHeaderIn)
{
    for (auto const* evil : {"a\r\nBcc: x@example.com", "a\nb", "a\rb", "a\x01"}) {
        auto subject = simple();
        subject.subject = evil;
        expect_unsendable(subject);
        auto name = simple();
        name.to.name = evil;
        expect_unsendable(name);
        auto address = simple();
        address.to.address = std::string(evil) + "@example.com";
        expect_unsendable(address);
        auto header = simple();
        header.headers = {{"List-Unsubscribe", evil}};
        expect_unsendable(header);
        auto id = simple();
        id.message_id = evil;
        expect_unsendable(id);
        auto file = simple();
        file.attachments = {{evil, "text/plain", "x"}};
        expect_unsendable(file);
        auto reply = simple();
        reply.reply_to = {"a@example.com", evil};
        expect_unsendable(reply);
    }
    auto name = simple();
    name.headers = {{"X: y", "z"}};
    expect_unsendable(name);
}

TEST(MailMessage, WhatIsNoAddressIsRefused)
{
    for (auto const* address : {"", "sanne", "@example.com", "sanne@", "a b@example.com", "a@b@example.com", "<a@example.com>",
                                "a,b@example.com", "a@exa\"mple.com", "s\xC3\xA4nne@example.com"}) {
        auto mail = simple();
        mail.to.address = address;
        expect_unsendable(mail);
    }
}

TEST(MailMessage, ADomainBeyondAsciiIsWrittenAsIdna)
{
    EXPECT_EQ(envelope_address({"sanne@b\xC3\xBC""cher.example"}), "sanne@xn--bcher-kva.example");
}

TEST(MailMessage, AnInvitationAndAnAttachmentAreCarried)
{
    auto mail = simple();
    mail.html = "<p>Hello</p>";
    mail.invitation = {"REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"};
    mail.attachments = {{"Kaufvertrag Übersee \"neu\".pdf", "application/pdf", std::string(1000, '\xFF')}};
    mail.headers = {{"List-Unsubscribe", "<https://loggia.example/u/1>"}};
    auto const eml = render_eml(mail);
    EXPECT_TRUE(contains(eml, "multipart/mixed"));
    EXPECT_TRUE(contains(eml, "text/calendar; charset=utf-8; method=REQUEST"));
    EXPECT_TRUE(contains(eml, "filename=\"Kaufvertrag _bersee _neu_.pdf\""));
    EXPECT_TRUE(contains(eml, "filename*0*=utf-8''Kaufvertrag%20%C3%9Cbersee%20%22neu%22.pdf"));
    EXPECT_TRUE(contains(eml, "\r\nList-Unsubscribe: <https://loggia.example/u/1>\r\n"));
    expect_fit_for_the_wire(eml);
}

// Programs that unsubscribe read the address as it stands (RFC 2369, section 2).
TEST(MailMessage, ALongAddressInAHeaderStaysWhole)
{
    auto mail = simple();
    auto const address = "<https://loggia.example/u/" + std::string(300, 'a') + ">";
    mail.headers = {{"List-Unsubscribe", address}};
    EXPECT_TRUE(contains(render_eml(mail), "\r\nList-Unsubscribe: \r\n " + address + "\r\n"));
}

TEST(MailMessage, WithoutAnIdOneIsMadeOfTheSendersDomain)
{
    auto mail = simple();
    mail.message_id.clear();
    EXPECT_TRUE(contains(render_eml(mail), "@vesperdaal.example>\r\n"));
    EXPECT_NE(render_eml(mail), render_eml(mail));
}

}  // namespace loggia::mail
