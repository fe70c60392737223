// SPDX-License-Identifier: Apache-2.0
#include "platform/values.hpp"

#include <gtest/gtest.h>

namespace loggia {
namespace {

template <class T>
std::string read(std::string_view text)
{
    auto const value = T::parse(text);
    return value ? value->text() : "refused";
}

TEST(Values, AnEmailAddressKeepsItsLocalPart)
{
    EXPECT_EQ(read<EmailAddress>(" Sanne.deWit+huis@Example.COM "), "Sanne.deWit+huis@example.com");
    EXPECT_EQ(fold(*EmailAddress::parse("Sanne@Example.com")), "sanne@example.com");
    EXPECT_EQ(read<EmailAddress>("jürgen@example.de"), "jürgen@example.de");
    for (auto const* wrong : {"", "sanne", "@example.com", "sanne@", "sanne@example", "sanne@@example.com", "sanne@exa mple.com", "sanne@-example.com",
                              "sanne@example-.com", "sanne@example..com", ".sanne@example.com", "sanne.@example.com", "sa..nne@example.com",
                              "sanne@example.com\r\nBcc: x@y.zz", "sanne\n@example.com", "<sanne@example.com>", "sanne@example.com, x@y.zz", "sa nne@example.com"})
        EXPECT_EQ(read<EmailAddress>(wrong), "refused") << wrong;
    EXPECT_EQ(read<EmailAddress>(std::string(65, 'a') + "@example.com"), "refused");
    EXPECT_EQ(read<EmailAddress>("a@" + std::string(250, 'b') + ".com"), "refused");
    EXPECT_EQ(read<EmailAddress>("J\xE1n@example.com"), "refused") << "not UTF-8";
}

TEST(Values, APhoneNumberIsStoredAsE164)
{
    EXPECT_EQ(read<Phone>("+31 6 1234-5678"), "+31612345678");
    EXPECT_EQ(read<Phone>("0031 (6) 12.34.56.78"), "+31612345678");
    EXPECT_EQ(read<Phone>("+34 966 123 456"), "+34966123456");
    for (auto const* wrong : {"", "0612345678", "+31", "+0612345678", "+1234567890123456", "++31612345678", "+31612345678x9", "call me", "31612345678"})
        EXPECT_EQ(read<Phone>(wrong), "refused") << wrong;
}

TEST(Values, ALocaleIsOneOfTen)
{
    EXPECT_EQ(read<Locale>("nl-BE"), "nl");
    EXPECT_EQ(read<Locale>("PT_br"), "pt");
    EXPECT_EQ(read<Locale>("nb-NO"), "no");
    for (auto const* wrong : {"", "xx", "english", "zh-CN", "-nl", "../nl"}) EXPECT_EQ(read<Locale>(wrong), "refused") << wrong;
    EXPECT_EQ(english().text(), "en");
}

TEST(Values, ACountryIsACodeInUse)
{
    EXPECT_EQ(read<Country>("es"), "ES");
    EXPECT_EQ(read<Country>("NL"), "NL");
    for (auto const* wrong : {"", "N", "NLD", "N1", "ñ", "ZZ", "QX"}) EXPECT_EQ(read<Country>(wrong), "refused") << wrong;
}

TEST(Values, ATimeZoneIsKnownToIana)
{
    EXPECT_EQ(read<TimeZone>("Europe/Amsterdam"), "Europe/Amsterdam");
    EXPECT_EQ(read<TimeZone>("UTC"), "UTC");
    for (auto const* wrong : {"", "Europe/Atlantis", "Amsterdam", "Etc/Unknown"}) EXPECT_EQ(read<TimeZone>(wrong), "refused") << wrong;
}

TEST(Values, AColourHasSixDigits)
{
    EXPECT_EQ(read<Colour>("#1E5240"), "#1e5240");
    for (auto const* wrong : {"", "#fff", "1e5240", "#1e524g", "#1e52400", "red", "#1e5240;"}) EXPECT_EQ(read<Colour>(wrong), "refused") << wrong;
}

TEST(Values, ASlugIsAFirstPartOfAnAddress)
{
    EXPECT_EQ(read<Slug>("vesper-daal"), "vesper-daal");
    EXPECT_EQ(read<Slug>("a1"), "a1");
    for (auto const* wrong : {"", "a", "-ab", "ab-", "Vesper", "vesper daal", "vesper_daal", "vésper", "api", "crm", "dev", "assets", "healthz", "readyz",
                              "metrics", "..", "a/b"})
        EXPECT_EQ(read<Slug>(wrong), "refused") << wrong;
    EXPECT_EQ(read<Slug>(std::string(61, 'a')), "refused");
}

TEST(Values, AWebAddressIsAbsoluteAndHoldsNoPassword)
{
    EXPECT_EQ(read<WebAddress>(" https://example.com/a?b=c#d "), "https://example.com/a?b=c#d");
    EXPECT_EQ(read<WebAddress>("http://[::1]:8080/feed.xml"), "http://[::1]:8080/feed.xml");
    for (auto const* wrong : {"", "example.com", "//example.com", "ftp://example.com", "javascript:alert(1)", "data:text/html,x", "https://", "https:///a",
                              "https://user:password@example.com", "https://user@example.com", "https://exa mple.com", "file:///etc/passwd"})
        EXPECT_EQ(read<WebAddress>(wrong), "refused") << wrong;
    EXPECT_EQ(read<WebAddress>("https://example.com/" + std::string(2000, 'a')), "refused");
}

TEST(Values, ACurrencyIsOneInUse)
{
    for (auto const* code : {"EUR", "GBP", "CHF", "NOK", "PLN"}) EXPECT_TRUE(is_currency(code)) << code;
    for (auto const* code : {"", "eur", "EURO", "XYZ", "E1R"}) EXPECT_FALSE(is_currency(code)) << code;
}

}  // namespace
}  // namespace loggia
