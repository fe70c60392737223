// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/html_text.hpp"

#include <gtest/gtest.h>

namespace loggia::feeds {

TEST(HtmlText, EntitiesOfHtmlAndNumbersAreDecoded)
{
    EXPECT_EQ(decode_entities("&aacute;&eacute;&ntilde;&euro;&sup2;&amp;&lt;&apos;&#233;&#xE9;&#146;"), "áéñ€²&<'éé’");
    EXPECT_EQ(decode_entities("&unknown; & &; &#xZZ; &amp"), "&unknown; & &; &#xZZ; &amp");
    EXPECT_EQ(decode_entities("&#0;&#xD800;&#x110000;&#99999999999;"), "    ");
    EXPECT_EQ(entity_character("nbsp"), char32_t{0xA0});
    EXPECT_EQ(entity_character("yuml"), char32_t{0xFF});
}

TEST(HtmlText, MarkupBecomesParagraphs)
{
    EXPECT_EQ(html_to_text("<p>One</p>\n\n\n<p>Two<br/>three</p>"), "One\n\nTwo\nthree");
    EXPECT_EQ(html_to_text("One\ntwo\n\n\n\nthree  four "), "One\ntwo\n\nthree four");
    EXPECT_EQ(html_to_text("a <b>bold</b> word\nnext"), "a bold word\nnext");
    EXPECT_EQ(html_to_text("2 < 3 and <unknown> stays, <p"), "2 < 3 and <unknown> stays, <p");
    EXPECT_EQ(html_to_text("<!-- no --><style>p{}</style>yes<!-- open"), "yes");
    EXPECT_EQ(html_to_text("<table><tr><td>Built</td><td>90 m&sup2;</td></tr></table>"), "Built 90 m²");
    EXPECT_EQ(html_to_line("<p>Alt<br>ea</p>"), "Alt ea");
}

TEST(HtmlText, ClippingKeepsCharactersWhole)
{
    EXPECT_EQ(clip_utf8("añb", 2), "a");
    EXPECT_EQ(clip_utf8("añb", 3), "añ");
    EXPECT_EQ(clip_utf8("a  b", 3), "a");
    EXPECT_EQ(clip_utf8("short", 10), "short");
}

}  // namespace loggia::feeds
