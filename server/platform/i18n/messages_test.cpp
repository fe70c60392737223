// SPDX-License-Identifier: Apache-2.0
#include "platform/i18n/messages.hpp"
#include "test/paths.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace loggia::i18n {

static Catalogue small_catalogue()
{
    static constexpr std::array<LocaleText, 2> texts = {{
        {"en.json", R"({"mail": {"greeting": "Hello {name}", "only": "Only English", "quote": "It''s {name}"},
                        "photos": "{count, plural, =0 {No photos} one {# photo} other {# photos}}",
                        "when": "On {when, date, ::yMMMMd} at {when, time, ::Hm}"})"},
        {"nl", R"({"mail": {"greeting": "Dag {name}"},
                   "photos": "{count, plural, =0 {Geen foto’s} one {# foto} other {# foto’s}}"})"},
    }};
    return Catalogue(texts);
}

TEST(Catalogue, FormatsByLanguageAndDottedKey)
{
    auto const catalogue = small_catalogue();
    EXPECT_EQ(catalogue.format("en", "mail.greeting", {{"name", "Sanne"}}), "Hello Sanne");
    EXPECT_EQ(catalogue.format("nl", "mail.greeting", {{"name", "Łukasz"}}), "Dag Łukasz");
    EXPECT_EQ(catalogue.format("nl", "photos", {{"count", 0}}), "Geen foto’s");
    EXPECT_EQ(catalogue.format("nl", "photos", {{"count", 1}}), "1 foto");
    EXPECT_EQ(catalogue.format("nl", "photos", {{"count", 12345}}), "12.345 foto’s");
    EXPECT_EQ(catalogue.format("en", "mail.quote", {{"name", "Mark {x}"}}), "It's Mark {x}");
}

TEST(Catalogue, FallsBackToEnglishAndThenToTheKey)
{
    auto const catalogue = small_catalogue();
    EXPECT_EQ(catalogue.format("nl", "mail.only"), "Only English");
    EXPECT_EQ(catalogue.format("xx", "mail.only"), "Only English");
    EXPECT_EQ(catalogue.format("nl", "mail.absent"), "mail.absent");
    EXPECT_FALSE(catalogue.has("nl", "mail.only"));
    EXPECT_TRUE(catalogue.has("en", "mail.only"));
}

TEST(Catalogue, DatesStandInTheTimeZoneAskedFor)
{
    auto const catalogue = small_catalogue();
    auto const when = *parse_timestamp("2026-06-18T22:30:00Z");
    EXPECT_EQ(catalogue.format("en", "when", {{"when", when}}), "On 18 June 2026 at 22:30");
    EXPECT_EQ(catalogue.format("en", "when", {{"when", when}}, "Europe/Amsterdam"), "On 19 June 2026 at 00:30");
    EXPECT_EQ(catalogue.format("en", "when", {{"when", when}}, "Nowhere/Land"), "On 18 June 2026 at 22:30");
}

TEST(Catalogue, RefusesWhatIsNotAnObjectOfTexts)
{
    for (auto const* text : {"[]", "{", R"({"a": 1})", R"({"a": {"b": null}})"}) {
        std::array<LocaleText, 1> const texts = {{{"en", text}}};
        EXPECT_THROW(Catalogue{texts}, std::runtime_error) << text;
    }
    EXPECT_THROW(format_message("en", "{count, plural, one {x}", {}), std::invalid_argument);
}

TEST(Catalogue, ServesManyThreads)
{
    auto const catalogue = small_catalogue();
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&catalogue] {
            for (int i = 2; i < 200; ++i)
                EXPECT_EQ(catalogue.format("en", "photos", {{"count", i}}), std::to_string(i) + " photos");
        });
}

// Every message of every language parses, with the keys that English has.
TEST(Catalogue, TheLocalesOfTheProductAreWhole)
{
    Catalogue const catalogue(test::source_folder() / "locales");
    auto const keys = catalogue.keys("en");
    EXPECT_FALSE(keys.empty());
    for (auto const locale : supported_locales()) {
        EXPECT_EQ(catalogue.keys(locale), keys) << locale;
        for (auto const& key : keys) EXPECT_NO_THROW(catalogue.format(locale, key)) << locale << ' ' << key;
    }
}

static Arguments arguments_of(boost::json::object const& object)
{
    Arguments arguments;
    for (auto const& [key, value] : object) {
        auto const name = std::string(key);
        if (value.is_string()) arguments.emplace_back(name, std::string(value.as_string()));
        else if (value.is_double()) arguments.emplace_back(name, value.as_double());
        else if (value.is_number()) arguments.emplace_back(name, value.to_number<std::int64_t>());
        else ADD_FAILURE() << name << " is neither text nor number";
    }
    return arguments;
}

// The same vectors are run by the web apps, so that both sides show the same text.
TEST(Catalogue, AgreesWithTheSharedVectors)
{
    std::ifstream file(test::source_folder() / "locales/vectors/messages.json");
    ASSERT_TRUE(file) << "locales/vectors/messages.json";
    std::string const text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    auto const vectors = boost::json::parse(text).as_array();
    EXPECT_FALSE(vectors.empty());
    for (auto const& entry : vectors) {
        auto const& vector = entry.as_object();
        auto const& locale = vector.at("locale").as_string();
        auto const& message = vector.at("message").as_string();
        SCOPED_TRACE(std::string(message));
        EXPECT_EQ(format_message(locale, message, arguments_of(vector.at("args").as_object())),
                  std::string(vector.at("expected").as_string()))
            << locale << ": " << message;
    }
}

TEST(Negotiate, TakesTheHeaviestLanguageThatIsSupported)
{
    EXPECT_EQ(negotiate("nl"), "nl");
    EXPECT_EQ(negotiate("nl-BE,nl;q=0.9,en;q=0.8"), "nl");
    EXPECT_EQ(negotiate("ja, de-CH-1996;q=0.5, fr;q=0.7"), "fr");
    EXPECT_EQ(negotiate("PT-br"), "pt");
    EXPECT_EQ(negotiate("nb-NO"), "no");
    EXPECT_EQ(negotiate("nn;q=0.9, sv;q=0.8"), "no");
}

TEST(Negotiate, FallsBackToEnglish)
{
    for (auto const* header : {"", "ja", "*", ";q=1", "nl;q=0", "nl;q=x", ",,,", "-"}) EXPECT_EQ(negotiate(header), "en") << header;
    EXPECT_EQ(negotiate(std::string(100'000, ',') + "nl"), "en");
}

TEST(Negotiate, ThereAreTenLanguages)
{
    EXPECT_EQ(supported_locales().size(), 10U);
    EXPECT_TRUE(is_supported("no"));
    EXPECT_FALSE(is_supported("nb"));
}

}  // namespace loggia::i18n
