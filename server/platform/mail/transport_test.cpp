// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>

#include "platform/fetch/socket_server_for_tests.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/problem.hpp"

namespace loggia::mail {

static Mail simple(std::string const& date = "2026-06-18T11:30:05Z")
{
    Mail mail;
    mail.from = {"post@vesperdaal.example", "Vesper & Daal"};
    mail.to = {"sanne@example.com", "Sanne"};
    mail.subject = "Welcome";
    mail.text = "Hello Sanne,\n.\nwelcome.";
    mail.date = *parse_timestamp(date);
    return mail;
}

// A mail server that takes one mail a connection and writes down what it was told.
class SmtpSink : public testing::Test {
protected:
    void serve(fetch::Connection& connection)
    {
        connection.write(greeting_);
        for (auto line = connection.read_line(); !line.empty(); line = connection.read_line()) {
            note(line);
            if (line.starts_with("EHLO")) connection.write("250-sink.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n");
            else if (line.starts_with("AUTH PLAIN")) {
                connection.write("334 \r\n");
                note(connection.read_line());
                connection.write(auth_answer_);
            }
            else if (line.starts_with("RCPT")) connection.write(recipient_answer_);
            else if (line.starts_with("DATA")) {
                connection.write("354 go on\r\n");
                note(connection.read_until("\r\n.\r\n"));
                connection.write("250 taken\r\n");
            } else if (line.starts_with("QUIT")) connection.write("221 bye\r\n");
            else connection.write("250 ok\r\n");
        }
    }

    void note(std::string const& text)
    {
        std::lock_guard const lock(mutex_);
        told_ += text;
    }

    std::string told()
    {
        std::lock_guard const lock(mutex_);
        return told_;
    }

    void expect_problem(std::string const& url, Fault fault, std::string const& code)
    {
        SmtpTransport transport(url, std::chrono::seconds(5));
        try {
            transport.send(simple());
            ADD_FAILURE() << "was sent";
        } catch (Problem const& problem) {
            EXPECT_EQ(problem.fault, fault) << problem.what();
            EXPECT_EQ(problem.code, code) << problem.what();
        }
    }

    std::string greeting_ = "220 sink.example ESMTP\r\n";
    std::string auth_answer_ = "235 welcome\r\n";
    std::string recipient_answer_ = "250 ok\r\n";
    std::mutex mutex_;
    std::string told_;
    fetch::SocketServer server_{[this](fetch::Connection& connection) { serve(connection); }};
};

TEST_F(SmtpSink, AMailIsHandedOverWhole)
{
    SmtpTransport("smtp://" + server_.host()).send(simple());
    auto const text = told();
    EXPECT_NE(text.find("EHLO vesperdaal.example\r\n"), std::string::npos);
    EXPECT_NE(text.find("MAIL FROM:<post@vesperdaal.example>"), std::string::npos);
    EXPECT_NE(text.find("RCPT TO:<sanne@example.com>\r\n"), std::string::npos);
    EXPECT_NE(text.find("Subject: Welcome\r\n"), std::string::npos);
    EXPECT_NE(text.find("Hello Sanne,\r\n=2E\r\nwelcome.\r\n.\r\n"), std::string::npos);
    EXPECT_EQ(text.find("AUTH"), std::string::npos);
}

TEST_F(SmtpSink, SignsInWithTheUserOfTheUrl)
{
    SmtpTransport("smtp://post%40vesper:pa%2Fss@" + server_.host()).send(simple());
    EXPECT_NE(told().find("AUTH PLAIN"), std::string::npos);
    EXPECT_NE(told().find("AHBvc3RAdmVzcGVyAHBhL3Nz"), std::string::npos);  // \0post@vesper\0pa/ss
}

TEST_F(SmtpSink, ARefusedRecipientIsFinal)
{
    recipient_answer_ = "550 no such user\r\n";
    expect_problem("smtp://" + server_.host(), Fault::invalid, "mail_refused");
}

TEST_F(SmtpSink, ABusyServerMayTakeItLater)
{
    recipient_answer_ = "451 try again later\r\n";
    expect_problem("smtp://" + server_.host(), Fault::unavailable, "mail_failed");
}

TEST_F(SmtpSink, AWrongPasswordIsTheOperatorsFaultNotTheMails)
{
    auth_answer_ = "535 wrong\r\n";
    expect_problem("smtp://a:b@" + server_.host(), Fault::unavailable, "mail_failed");
}

TEST_F(SmtpSink, NothingIsSentInTheClearWhenTlsIsInsistedOn)
{
    expect_problem("smtp+starttls://a:b@" + server_.host(), Fault::unavailable, "mail_failed");
    EXPECT_EQ(told().find("AUTH"), std::string::npos);
    EXPECT_EQ(told().find("MAIL"), std::string::npos);
}

TEST_F(SmtpSink, APasswordIsNotSentInTheClearToAnotherMachine)
{
    auto elsewhere = server_.host();
    elsewhere.replace(0, elsewhere.find(':'), "0.0.0.0");  // arrives here, but is no name of this machine
    expect_problem("smtp://a:b@" + elsewhere, Fault::unavailable, "mail_failed");
    EXPECT_EQ(told().find("AUTH"), std::string::npos);
    EXPECT_EQ(told().find("MAIL"), std::string::npos);
}

TEST(SmtpTransport, WithoutAServerItMayWorkLater)
{
    int port = 0;
    {
        fetch::SocketServer const closed([](fetch::Connection&) {});
        port = closed.port();
    }
    SmtpTransport transport("smtp://127.0.0.1:" + std::to_string(port));
    EXPECT_THROW(transport.send(simple()), Problem);
}

TEST(SmtpTransport, RefusesOtherUrlsWithoutRepeatingThem)
{
    for (auto const* url : {"", "http://a:secret@mail.example", "smtp://", "smtps//secret"}) {
        try {
            SmtpTransport const transport(url);
            ADD_FAILURE() << url;
        } catch (std::invalid_argument const& fault) {
            EXPECT_EQ(std::string(fault.what()).find("secret"), std::string::npos);
        }
    }
}

TEST(OutboxTransport, LaysEachMailWholeAndSortableByTime)
{
    files::TemporaryDirectory const directory;
    auto const transport = make_transport("", directory.path() / "outbox");
    transport->send(simple("2026-06-18T11:30:05Z"));
    transport->send(simple("2026-06-18T11:30:05Z"));
    transport->send(simple("2026-06-17T11:30:05Z"));
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(directory.path() / "outbox"))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    ASSERT_EQ(names.size(), 3U);
    EXPECT_TRUE(names[0].starts_with("20260617T113005.000Z-"));
    EXPECT_TRUE(names[2].ends_with(".eml"));
    std::ifstream file(directory.path() / "outbox" / names[0], std::ios::binary);
    std::string const text(std::istreambuf_iterator<char>(file), {});
    EXPECT_TRUE(text.starts_with("Date: Wed, 17 Jun 2026 11:30:05 +0000\r\n"));
    EXPECT_TRUE(text.ends_with("welcome.\r\n"));
}

}  // namespace loggia::mail
