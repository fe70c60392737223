// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_test_support.hpp"

// Feeds that must change nothing, and what they are told.
namespace loggia::feeds {

using test::kyero::feed_xml;
using test::kyero::fixture;
using test::kyero::PropertyXml;
using testing::HasSubstr;

namespace {

struct Refusal {
    std::string code;
    std::string message;
    std::size_t line = 0;
    std::size_t column = 0;
};

Refusal refusal_of(std::string_view bytes, KyeroLimits limits = {})
{
    try {
        static_cast<void>(read_kyero(bytes, limits));
    } catch (FeedProblem const& problem) {
        EXPECT_EQ(problem.fault, Fault::invalid);
        return {problem.code, problem.what(), problem.line, problem.column};
    }
    return {"accepted", {}, 0, 0};
}

std::string in_utf16(std::string_view ascii)
{
    std::string wide = "\xFF\xFE";
    for (auto const c : ascii) wide.append({c, '\0'});
    return wide;
}

}  // namespace

TEST(BrokenKyeroFeed, AnEmptyFeedIsRefused)
{
    for (auto const& bytes : {fixture("empty.xml"), std::string(" \r\n\t "), std::string("\xEF\xBB\xBF"), std::string("\xFF\xFE")})
        EXPECT_EQ(refusal_of(bytes).code, "feed_empty");
}

TEST(BrokenKyeroFeed, ATruncatedFeedIsRefusedWhereverItEnds)
{
    auto const refusal = refusal_of(fixture("truncated.xml"));
    EXPECT_EQ(refusal.code, "feed_truncated");
    EXPECT_THAT(refusal.message, HasSubstr("line "));

    auto const whole = fixture("full.xml");
    auto const last = whole.rfind('>');
    for (std::size_t length = 45; length <= last; ++length) {
        auto const refused = refusal_of(std::string_view(whole).substr(0, length));
        EXPECT_EQ(refused.code, "feed_truncated") << "cut after " << length << " bytes: " << refused.message;
        EXPECT_GT(refused.line, 0u);
    }
    for (auto const* const end : {"<root><!-- half", "<root><![CDATA[ half", "<root><![CDA", "<root><?half", "<root a='b", "<root><!DOC"})
        EXPECT_EQ(refusal_of(end).code, "feed_truncated") << end;
}

TEST(BrokenKyeroFeed, ATruncatedFeedInAnotherEncodingIsRefused)
{
    auto const wide = fixture("utf16.xml");
    EXPECT_EQ(refusal_of(std::string_view(wide).substr(0, 401)).code, "feed_truncated");
    auto const latin = fixture("latin1.xml");
    EXPECT_EQ(refusal_of(std::string_view(latin).substr(0, 300)).code, "feed_truncated");
}

TEST(BrokenKyeroFeed, AWrongRootIsNamed)
{
    auto const refusal = refusal_of(fixture("wrong_root.xml"));
    EXPECT_EQ(refusal.code, "feed_wrong_root");
    EXPECT_THAT(refusal.message, HasSubstr("<rss>"));
    EXPECT_EQ(refusal.line, 2u);
}

TEST(BrokenKyeroFeed, AnEntityBombIsNotExpanded)
{
    EXPECT_EQ(refusal_of(fixture("bomb.xml")).code, "feed_has_doctype");
    EXPECT_EQ(refusal_of(fixture("bomb.xml")).line, 2u);
    EXPECT_EQ(refusal_of(fixture("bomb_utf16.xml")).code, "feed_has_doctype");
    EXPECT_EQ(refusal_of("\xEF\xBB\xBF" + fixture("bomb.xml")).code, "feed_has_doctype");
    EXPECT_EQ(refusal_of(in_utf16(fixture("bomb.xml"))).code, "feed_has_doctype");
}

TEST(BrokenKyeroFeed, AnExternalEntityIsNotRead)
{
    auto const refusal = refusal_of(fixture("external_entity.xml"));
    EXPECT_EQ(refusal.code, "feed_has_doctype");
    EXPECT_EQ(refusal.line, 3u);
    EXPECT_EQ(refusal_of("<root><!DOCTYPE x></root>").code, "feed_has_doctype");
    EXPECT_EQ(refusal_of("<!doctype html><html></html>").message, "This is a web page, not a feed.");
}

TEST(BrokenKyeroFeed, ABareAmpersandIsShownWithLineAndColumn)
{
    auto const refusal = refusal_of(fixture("unescaped_ampersand.xml"));
    EXPECT_EQ(refusal.code, "feed_not_xml");
    EXPECT_EQ(refusal.line, 6u);
    EXPECT_EQ(refusal.column, 61u);
    EXPECT_THAT(refusal.message, HasSubstr("Line 6, column 61"));
    EXPECT_EQ(refusal_of(feed_xml({PropertyXml("1").set("town", "A & B")})).code, "feed_not_xml");
    EXPECT_EQ(refusal_of(feed_xml({PropertyXml("1").set("town", "&nonsense;")})).code, "feed_not_xml");
    EXPECT_EQ(refusal_of("<root a='1&2'></root>").code, "feed_not_xml");
}

TEST(BrokenKyeroFeed, WhatIsNotXmlIsRefused)
{
    for (std::string const bytes :
         {"{\"properties\": []}", "not found", "<root><a></b></root>", "<root></root><root></root>", "<root></root>trailing", "</root>",
          "<root><1/></root>", "<root><a b=c/></root>", "<root><a b/></root>", "<root><a b='<'/></root>", "<root><a / ></a></root>",
          "<root><a></a b></root>", "<root>< a/></root>", "<root><!ELEMENT a></root>", "<root><a b='1'c='2'/></root>"})
        EXPECT_EQ(refusal_of(bytes).code, "feed_not_xml") << bytes;
    EXPECT_THAT(refusal_of("<root>\n<a>\n</b></root>").message, HasSubstr("Line 3, column 1: <a> from line 2 is ended by </b>."));
}

TEST(BrokenKyeroFeed, AnUnknownEncodingIsRefused)
{
    EXPECT_EQ(refusal_of("<?xml version='1.0' encoding='klingon-1'?><root/>").code, "feed_not_xml");
}

TEST(BrokenKyeroFeed, DepthIsLimited)
{
    std::string deep = "<root>";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    auto const refusal = refusal_of(deep);
    EXPECT_EQ(refusal.code, "feed_not_xml");
    EXPECT_THAT(refusal.message, HasSubstr("too deeply"));
}

TEST(BrokenKyeroFeed, SizeIsLimited)
{
    auto const feed = feed_xml({PropertyXml("1"), PropertyXml("2"), PropertyXml("3")});
    EXPECT_EQ(refusal_of(feed, {.bytes = feed.size() - 1}).code, "feed_too_large");
    EXPECT_EQ(refusal_of(feed, {.properties = 2}).code, "feed_too_large");
    EXPECT_EQ(refusal_of(feed, {.properties = 3}).code, "accepted");
    EXPECT_EQ(KyeroLimits{}.bytes, 200'000'000u);
    EXPECT_EQ(KyeroLimits{}.properties, 50'000u);
}

TEST(BrokenKyeroFeed, AnOversizedPropertyIsRefusedAloneAndHoldsBackWithdrawals)
{
    auto const bytes = feed_xml({PropertyXml("1"), PropertyXml("2").set("notes", std::string(5'000, 'n'))});
    auto const feed = read_kyero(bytes, {.property_bytes = 4'000});
    EXPECT_EQ(feed.properties.size(), 1u);
    EXPECT_EQ(feed.refusals.at(0).code, "property_too_large");
    EXPECT_FALSE(feed.may_withdraw("2", "REF-2"));
}

// Each of these took quadratic time in a careless reader: minutes instead of milliseconds.
TEST(BrokenKyeroFeed, HostileTextsAreReadInLinearTime)
{
    auto const repeated = [](std::string_view text) {
        std::string all;
        while (all.size() < 3'000'000) all += text;
        return all;
    };
    for (auto const* text : {"&lt;!--", "&lt;p ", "&lt;", "&amp;amp;", "\u200D", "\n\n", "&lt;br&gt;", "<![CDATA[<script>]]>", "&#10;", "1’"}) {
        auto const markup = repeated(text);
        auto const property = PropertyXml("1").set("desc", "<en>" + markup + "</en>").set("town", markup).set("price", markup);
        EXPECT_EQ(read_kyero(feed_xml({property}), {.property_bytes = 10'000'000}).properties.size(), 1u) << text;
    }
}

TEST(BrokenKyeroFeed, AFeedWithoutPropertiesIsRefused)
{
    EXPECT_EQ(refusal_of(fixture("no_properties.xml")).code, "feed_no_properties");
    EXPECT_EQ(refusal_of("<root/>").code, "feed_no_properties");
}

TEST(BrokenKyeroFeed, AFeedOfWhichNothingCanBeReadIsRefusedWithTheFirstReason)
{
    auto const refusal = refusal_of(feed_xml({PropertyXml("1").without("type"), PropertyXml("2").without("type")}));
    EXPECT_EQ(refusal.code, "feed_no_properties");
    EXPECT_THAT(refusal.message, HasSubstr("None of the feed's 2 properties could be read. "
                                           "The first, at line 4: The property has no type."));
}

}  // namespace loggia::feeds
