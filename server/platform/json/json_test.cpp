// SPDX-License-Identifier: Apache-2.0
#include "platform/json/json.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "platform/json/writer.hpp"

namespace loggia::json {
namespace {

enum class Colour3 { red, green, dark_blue };
BOOST_DESCRIBE_ENUM(Colour3, red, green, dark_blue)

struct Place {
    std::string town;
    std::optional<Country> country;
};
BOOST_DESCRIBE_STRUCT(Place, (), (town, country))
LOGGIA_LIMITS(Place, {"town", 1, 10})

struct Sample {
    std::string name;
    std::int64_t rooms = 0;
    std::optional<double> latitude;
    bool wanted = false;
    Colour3 colour = Colour3::red;
    std::optional<EmailAddress> email;
    std::vector<Place> places;
    std::map<std::string, std::string> texts;
    ContactId id;
    std::optional<Timestamp> at;
    std::optional<Date> day;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (name, rooms, latitude, wanted, colour, email, places, texts, id, at, day))
LOGGIA_LIMITS(Sample, {"name", 2, 5}, {"rooms", 0, 20}, {"places", 0, 3}, {"texts", 0, 2})

struct Patch {
    Change<std::string> name;
    Change<std::optional<std::int64_t>> rooms;
    Change<std::vector<std::string>> tags;
};
BOOST_DESCRIBE_STRUCT(Patch, (), (name, rooms, tags))
LOGGIA_LIMITS(Patch, {"name", 1, 5}, {"rooms", 1, 9})

struct Small {
    std::int32_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Small, (), (number))

using Errors = std::map<std::string, std::string>;

template <class T>
Errors errors_of(std::string_view text)
{
    Errors errors;
    try {
        read_text<T>(text);
    } catch (Problem const& problem) {
        for (auto const& error : problem.errors) errors[error.pointer] = error.code;
        if (problem.errors.empty()) errors[""] = problem.code;
        else EXPECT_EQ(problem.code, "invalid_body");
    }
    return errors;
}

constexpr std::string_view good = R"({"name": "Villa", "rooms": 3, "colour": "dark_blue", "id": "0000000000001"})";

TEST(JsonReader, WhatMayBeLeftOutIsLeftOut)
{
    auto const sample = read_text<Sample>(good);
    EXPECT_EQ(sample.name, "Villa");
    EXPECT_EQ(sample.rooms, 3);
    EXPECT_EQ(sample.colour, Colour3::dark_blue);
    EXPECT_FALSE(sample.latitude);
    EXPECT_FALSE(sample.wanted);
    EXPECT_TRUE(sample.places.empty());
}

TEST(JsonReader, EveryWrongFieldIsNamedAtOnce)
{
    EXPECT_EQ(errors_of<Sample>(R"({
        "name": 5, "rooms": 1.5, "latitude": "x", "wanted": 1, "colour": "blue", "email": "nobody", "places": {}, "texts": [],
        "id": "1", "at": "yesterday", "day": "2026-02-30", "more": true})"),
              (Errors{{"/name", "not_text"}, {"/rooms", "not_whole_number"}, {"/latitude", "not_number"}, {"/wanted", "not_boolean"},
                      {"/colour", "not_allowed"}, {"/email", "invalid_format"}, {"/places", "not_list"}, {"/texts", "not_object"},
                      {"/id", "invalid_format"}, {"/at", "invalid_format"}, {"/day", "invalid_format"}, {"/more", "unknown_field"}}));
    EXPECT_EQ(errors_of<Sample>("{}"), (Errors{{"/name", "required"}, {"/rooms", "required"}, {"/colour", "required"}, {"/id", "required"}}));
    EXPECT_EQ(errors_of<Sample>(R"({"name": null, "rooms": null, "colour": null, "id": null, "email": 4, "places": [null]})"),
              (Errors{{"/name", "not_text"}, {"/rooms", "not_whole_number"}, {"/colour", "not_text"}, {"/id", "not_text"}, {"/email", "not_text"}, {"/places/0", "not_object"}}));
}

TEST(JsonReader, PointersLeadIntoListsAndMaps)
{
    auto const with = [](std::string const& more) { return std::string(good.substr(0, good.size() - 1)) + ", " + more + "}"; };
    EXPECT_EQ(errors_of<Sample>(with(R"("places": [{"town": "Jávea"}, {"town": "", "country": "Spain"}, {"x": 1}])")),
              (Errors{{"/places/1/town", "required"}, {"/places/1/country", "invalid_format"}, {"/places/2/town", "required"}, {"/places/2/x", "unknown_field"}}));
    EXPECT_EQ(errors_of<Sample>(with(R"("texts": {"n/l~": 4})")), (Errors{{"/texts/n~1l~0", "not_text"}})) << "escaped as RFC 6901 says";
    EXPECT_EQ(errors_of<Sample>(with(R"("places": [{}, {}, {}, {}])")), (Errors{{"/places", "too_many"}}));
    EXPECT_EQ(errors_of<Sample>(with(R"("texts": {"a": "", "b": "", "c": ""})")), (Errors{{"/texts", "too_many"}}));
}

TEST(JsonReader, LengthCountsCharacters)
{
    auto const named = [](std::string const& name) { return R"({"rooms": 3, "colour": "red", "id": "0000000000001", "name": ")" + name + "\"}"; };
    EXPECT_EQ(errors_of<Sample>(named("áéíóú")), Errors{});
    EXPECT_EQ(errors_of<Sample>(named("🏡🏡🏡🏡🏡🏡")), (Errors{{"/name", "too_long"}}));
    EXPECT_EQ(errors_of<Sample>(named("á")), (Errors{{"/name", "too_short"}}));
    EXPECT_EQ(errors_of<Sample>(named("   ")), (Errors{{"/name", "required"}})) << "blank";
    EXPECT_EQ(errors_of<Sample>(named("a\\u0000b")), (Errors{{"/name", "invalid_text"}}));
}

TEST(JsonReader, NumbersKeepTheirRange)
{
    auto const rooms = [](std::string const& number) { return R"({"name": "Villa", "colour": "red", "id": "0000000000001", "rooms": )" + number + "}"; };
    EXPECT_EQ(errors_of<Sample>(rooms("20")), Errors{});
    EXPECT_EQ(errors_of<Sample>(rooms("21")), (Errors{{"/rooms", "out_of_range"}}));
    EXPECT_EQ(errors_of<Sample>(rooms("-1")), (Errors{{"/rooms", "out_of_range"}}));
    for (auto const* number : {"3.0", "1e1", "9223372036854775808", "18446744073709551615", "1e400"})
        EXPECT_EQ(errors_of<Sample>(rooms(number)), (Errors{{"/rooms", "not_whole_number"}})) << number;
    EXPECT_EQ(read_text<Small>(R"({"number": -2147483648})").number, std::numeric_limits<std::int32_t>::min());
    EXPECT_EQ(errors_of<Small>(R"({"number": 2147483648})"), (Errors{{"/number", "not_whole_number"}}));
}

TEST(JsonReader, ANumberBeyondAllMeasureIsNone)
{
    auto const latitude = [](std::string const& number) { return std::string(good.substr(0, good.size() - 1)) + ", \"latitude\": " + number + "}"; };
    EXPECT_EQ(read_text<Sample>(latitude("38.7891")).latitude, 38.7891);
    EXPECT_EQ(read_text<Sample>(latitude("-5")).latitude, -5.0);
    EXPECT_EQ(errors_of<Sample>(latitude("1e999")), (Errors{{"/latitude", "not_number"}}));
}

TEST(JsonReader, WhatIsNoJsonIsToldAsSuch)
{
    for (std::string const text : {"", "{", "{\"name\": }", "nonsense", "{} {}", "{\"name\": \"\xFF\"}", "{\"name\": 'x'}", "{\"a\": NaN}"})
        EXPECT_EQ(errors_of<Sample>(text), (Errors{{"", "not_json"}})) << text;
    EXPECT_EQ(errors_of<Sample>(std::string(100, '[') + std::string(100, ']')), (Errors{{"", "not_json"}})) << "too deep";
    EXPECT_EQ(errors_of<Sample>("[]"), (Errors{{"", "not_object"}}));
    EXPECT_EQ(errors_of<Sample>("null"), (Errors{{"", "not_object"}}));
}

TEST(JsonReader, ALongUnknownFieldIsNamedInPart)
{
    auto const errors = errors_of<Small>("{\"number\": 1, \"" + std::string(99, 'x') + "áááá\": 1}");
    EXPECT_EQ(errors, (Errors{{"/" + std::string(99, 'x'), "unknown_field"}})) << "and never in half a character";
}

TEST(JsonReader, AChangeSaysWhetherAFieldWasGiven)
{
    auto const patch = read_text<Patch>(R"({"rooms": null})");
    EXPECT_FALSE(patch.name);
    ASSERT_TRUE(patch.rooms);
    EXPECT_FALSE(*patch.rooms) << "given, to be cleared";
    std::optional<std::int64_t> rooms = 4;
    patch.rooms.apply(rooms);
    EXPECT_FALSE(rooms);
    std::string name = "Villa";
    patch.name.apply(name);
    EXPECT_EQ(name, "Villa");
    EXPECT_EQ(errors_of<Patch>(R"({"name": null, "rooms": 10, "tags": null})"),
              (Errors{{"/name", "not_text"}, {"/rooms", "out_of_range"}, {"/tags", "not_list"}}));
    EXPECT_EQ(errors_of<Patch>(R"({"name": "", "tags": [1]})"), (Errors{{"/name", "required"}, {"/tags/0", "not_text"}}));
}

TEST(JsonWriter, EveryShapeIsWrittenAndReadBack)
{
    Sample sample;
    sample.name = "A\"\\\n\t\x01é🏡";
    sample.rooms = std::numeric_limits<std::int64_t>::min();
    sample.latitude = 0.1;
    sample.wanted = true;
    sample.colour = Colour3::green;
    sample.email = EmailAddress::parse("Sanne@EXAMPLE.com");
    sample.places = {{"Jávea", Country::parse("es")}, {"Dénia", std::nullopt}};
    sample.texts = {{"nl", "Welkom"}};
    sample.id = ContactId{1};
    sample.at = Timestamp{1'781'776'800'123};
    EXPECT_EQ(to_text(sample),
              "{\"name\":\"A\\\"\\\\\\n\\t\\u0001é🏡\",\"rooms\":-9223372036854775808,\"latitude\":0.1,\"wanted\":true,\"colour\":\"green\","
              "\"email\":\"Sanne@example.com\",\"places\":[{\"town\":\"Jávea\",\"country\":\"ES\"},{\"town\":\"Dénia\",\"country\":null}],"
              "\"texts\":{\"nl\":\"Welkom\"},\"id\":\"0000000000001\",\"at\":\"2026-06-18T10:00:00.123Z\",\"day\":null}");
    auto const parsed = boost::json::parse(to_text(sample));
    EXPECT_EQ(parsed.at("name").as_string(), sample.name);
}

// The writer looks at eight bytes at once: each sign is tried at each place of them, and behind them.
TEST(JsonWriter, EverySignIsEscapedWhereverItStands)
{
    for (std::size_t length = 1; length <= 20; ++length) {
        for (std::size_t place = 0; place < length; ++place) {
            for (int sign = 0; sign < 256; ++sign) {
                std::string text(length, 'a');
                text[place] = static_cast<char>(sign);
                auto const before = std::string(place, 'a'), after = std::string(length - place - 1, 'a');
                std::string written;
                write_text(written, text);
                if (sign >= 0x20 && sign != '"' && sign != '\\') {
                    ASSERT_EQ(written, '"' + text + '"');
                } else {
                    ASSERT_TRUE(written.starts_with('"' + before + '\\') && written.ends_with(after + '"')) << sign << " at " << place;
                    ASSERT_EQ(parse(written).as_string(), text);
                }
            }
        }
    }
}

TEST(JsonReader, PlainNumbersAreReadAndNothingElse)
{
    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(plain_numbers("[480]"), (Numbers{480}));
    EXPECT_EQ(plain_numbers("[480,-1,0,9223372036854775807]"), (Numbers{480, -1, 0, 9223372036854775807}));
    for (auto const* other : {"", "[", "[]", "[,]", "[1,]", "[,1]", "[1 ,2]", "[1.5]", "[01]", "[+1]", "[\"1\"]", "[9223372036854775808]", "[[1]]", "1"})
        EXPECT_FALSE(plain_numbers(other)) << other;
}

TEST(JsonWriter, ANumberThatIsNoneIsNull)
{
    EXPECT_EQ(to_text(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(to_text(std::vector<double>{1.5, std::nan("")}), "[1.5,null]");
    EXPECT_EQ(to_text(Raw{"{\"a\":1}"}), "{\"a\":1}");
}

}  // namespace
}  // namespace loggia::json
