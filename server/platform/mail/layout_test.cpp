// SPDX-License-Identifier: Apache-2.0
#include "platform/mail/layout.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <stdexcept>

namespace loggia::mail {

static Branding const vesper{"Vesper & Daal", "#24503f", "https://vesperdaal.example/logo.png", "Herengracht 1\nAmsterdam"};

static Content invitation()
{
    Content content;
    content.language = "nl";
    content.heading = "Welkom, <Sanne>";
    content.paragraphs = {"Uw makelaar nodigt u uit.", "Eerste regel\nTweede \"regel\""};
    content.facts = {{"Tijdelijk wachtwoord", "aB3-<x>"}};
    content.button = Button{"Portaal openen", "https://loggia.example/vesper-daal/?a=1&b=2"};
    content.notes = {"72 uur geldig."};
    return content;
}

static bool contains(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(MailLayout, EscapesEveryText)
{
    auto const html = branded_html(vesper, invitation());
    EXPECT_TRUE(contains(html, "Welkom, &lt;Sanne&gt;"));
    EXPECT_TRUE(contains(html, "aB3-&lt;x&gt;"));
    EXPECT_TRUE(contains(html, "Vesper &amp; Daal"));
    EXPECT_TRUE(contains(html, "href=\"https://loggia.example/vesper-daal/?a=1&amp;b=2\""));
    EXPECT_TRUE(contains(html, "Eerste regel<br>\nTweede &quot;regel&quot;"));
    EXPECT_TRUE(contains(html, "<html lang=\"nl\">"));
    EXPECT_FALSE(contains(html, "<Sanne>"));
}

TEST(MailLayout, IsWellFormed)
{
    auto html = branded_html(vesper, invitation());
    for (auto const* element : {"<meta ", "<img "})
        for (auto at = html.find(element); at != std::string::npos; at = html.find(element, at + 1))
            html.insert(html.find('>', at), "/");
    for (auto at = html.find("<br>"); at != std::string::npos; at = html.find("<br>", at)) html.replace(at, 4, "<br/>");
    pugi::xml_document document;
    auto const parsed = document.load_string(html.c_str(), pugi::parse_default | pugi::parse_doctype);
    EXPECT_TRUE(parsed) << parsed.description() << ": " << html.substr(static_cast<std::size_t>(parsed.offset), 80);
}

TEST(MailLayout, WearsTheColourAndKeepsItsButtonReadable)
{
    EXPECT_TRUE(contains(branded_html(vesper, invitation()), "bgcolor=\"#24503f\""));
    auto odd = vesper;
    odd.primary_colour = "red;} body{display:none";
    EXPECT_TRUE(contains(branded_html(odd, invitation()), "bgcolor=\"#1c5642\""));
    EXPECT_EQ(readable_on("#24503f"), "#ffffff");
    EXPECT_EQ(readable_on("#ffd400"), "#000000");
    EXPECT_EQ(readable_on("nonsense"), "#ffffff");
}

TEST(MailLayout, WithoutALogoTheNameStandsThere)
{
    auto plain = vesper;
    plain.logo_url = "javascript:alert(1)";
    auto const html = branded_html(plain, invitation());
    EXPECT_FALSE(contains(html, "<img"));
    EXPECT_FALSE(contains(html, "javascript"));
}

TEST(MailLayout, AButtonLeadsOnlyToTheWeb)
{
    auto content = invitation();
    content.button->url = "javascript:alert(1)";
    EXPECT_THROW(branded_html(vesper, content), std::invalid_argument);
}

TEST(MailLayout, TheTextSaysTheSame)
{
    EXPECT_EQ(plain_text(vesper, invitation()),
              "Welkom, <Sanne>\n\nUw makelaar nodigt u uit.\n\nEerste regel\nTweede \"regel\"\n\n"
              "Tijdelijk wachtwoord: aB3-<x>\n\nPortaal openen:\nhttps://loggia.example/vesper-daal/?a=1&b=2\n\n"
              "72 uur geldig.\n\n-- \nHerengracht 1\nAmsterdam\n");
}

}  // namespace loggia::mail
