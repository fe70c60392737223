// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/kyero_values.hpp"

#include <gtest/gtest.h>

namespace loggia::feeds {

TEST(KyeroValues, NumbersAreReadWithEveryUsualSeparator)
{
    auto const expect = [](std::string_view text, std::optional<std::int64_t> thousandths) {
        EXPECT_EQ(parse_thousandths(text), thousandths) << text;
    };
    expect("450000", 450'000'000);
    expect("450000.00", 450'000'000);
    expect("450000,5", 450'000'500);
    expect("450.000", 450'000'000);
    expect("450,000", 450'000'000);
    expect("1.250.000", 1'250'000'000);
    expect("1,250,000.75", 1'250'000'750);
    expect("1.250.000,75", 1'250'000'750);
    expect("1'250'000", 1'250'000'000);
    expect("1’250’000", 1'250'000'000);
    expect("1 250 000", 1'250'000'000);
    expect("250000.000", 250'000'000);
    expect("0.125", 125);
    expect("450.000,-", 450'000'000);
    expect("007", 7'000);
    expect("0", 0);
    expect("999999999999", 999'999'999'999'000);
    for (auto const* wrong : {"", "-5", "1e9", "9999999999999", ".", ",", "12a", "0x10", "٣"}) expect(wrong, std::nullopt);
}

TEST(KyeroValues, PricesCarryTheirCurrency)
{
    using Kind = AskedPrice::Kind;
    auto const expect = [](std::string_view text, Kind kind, std::int64_t minor_units, std::string_view currency) {
        auto const price = parse_price(text);
        EXPECT_EQ(price.kind, kind) << text;
        EXPECT_EQ(price.minor_units, minor_units) << text;
        EXPECT_EQ(price.currency, currency) << text;
    };
    expect("895000", Kind::amount, 89'500'000, "");
    expect("€ 895.000", Kind::amount, 89'500'000, "EUR");
    expect("895 000 €", Kind::amount, 89'500'000, "EUR");
    expect("£1,250.50", Kind::amount, 125'050, "GBP");
    expect("USD 12", Kind::amount, 1'200, "USD");
    expect("x", Kind::on_request, 0, "");
    expect("POA", Kind::on_request, 0, "");
    expect("0.00", Kind::on_request, 0, "");
    for (auto const* wrong : {"-5", "from 100000", "100000 - 200000", "€ 5 £", "soon"}) expect(wrong, Kind::unreadable, 0, "");
}

TEST(KyeroValues, CurrenciesAreCodesSignsOrNames)
{
    EXPECT_EQ(parse_currency("eur"), "EUR");
    EXPECT_EQ(parse_currency("€"), "EUR");
    EXPECT_EQ(parse_currency("Pounds"), "GBP");
    EXPECT_EQ(parse_currency("JPY"), std::nullopt);  // no decimals: an amount would come out hundredfold
    EXPECT_EQ(parse_currency("Taler"), std::nullopt);
}

TEST(KyeroValues, AreasRoomsAndSwitches)
{
    EXPECT_EQ(parse_area("120"), 120);
    EXPECT_EQ(parse_area("1.200 m²"), 1200);
    EXPECT_EQ(parse_area("120,5m2"), 121);
    EXPECT_EQ(parse_area("0"), 0);
    EXPECT_EQ(parse_area("1 ha"), std::nullopt);
    EXPECT_EQ(parse_area("-3"), std::nullopt);
    EXPECT_EQ(parse_area("99999999999"), std::nullopt);
    EXPECT_EQ(parse_room_count("0"), 0);
    EXPECT_EQ(parse_room_count("3.0"), 3);
    EXPECT_EQ(parse_room_count("3.5"), std::nullopt);
    EXPECT_EQ(parse_room_count("-1"), std::nullopt);
    EXPECT_EQ(parse_room_count("1000"), std::nullopt);
    EXPECT_EQ(parse_switch("Yes"), true);
    EXPECT_EQ(parse_switch("0"), false);
    EXPECT_EQ(parse_switch(""), false);
    EXPECT_EQ(parse_switch("2"), std::nullopt);
}

TEST(KyeroValues, TimesOfManyForms)
{
    auto const expect = [](std::string_view text, std::string_view moment) {
        EXPECT_EQ(parse_feed_time(text), parse_timestamp(moment)) << text;
    };
    expect("2026-06-17 11:30:15", "2026-06-17T11:30:15Z");
    expect("2026-06-17T11:30:15", "2026-06-17T11:30:15Z");
    expect("2026-06-17T11:30:15.250+02:00", "2026-06-17T09:30:15.250Z");
    expect("2026-06-17T11:30:15Z", "2026-06-17T11:30:15Z");
    expect("2026-06-17 11:30", "2026-06-17T11:30:00Z");
    expect("2026-06-17", "2026-06-17T00:00:00Z");
    expect("17/06/2026 11:30:15", "2026-06-17T11:30:15Z");
    expect("17.06.2026", "2026-06-17T00:00:00Z");
    for (auto const* wrong : {"", "2026-02-30 00:00:00", "2026-13-01", "0000-00-00 00:00:00", "yesterday", "2026-06-17 25:00:00",
                              "2026-06/17", "2026-06-17 11:30:15 CET", "20260617", "99999999999-01-01"})
        EXPECT_EQ(parse_feed_time(wrong), std::nullopt) << wrong;
    EXPECT_EQ(write_feed_time(*parse_timestamp("2026-06-07T01:02:03Z")), "2026-06-07 01:02:03");
}

TEST(KyeroValues, LanguagesAreFoldedToBcp47)
{
    EXPECT_EQ(parse_language("EN"), "en");
    EXPECT_EQ(parse_language("en_gb"), "en-GB");
    EXPECT_EQ(parse_language("zh-hant-TW"), "zh-Hant-TW");
    EXPECT_EQ(parse_language("es-419"), "es-419");
    for (auto const* wrong : {"e", "english", "en-", "-en", "", "e1", "en--gb"}) EXPECT_EQ(parse_language(wrong), std::nullopt) << wrong;
}

}  // namespace loggia::feeds
