// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/kyero.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "features/feeds/kyero_test_support.hpp"

namespace loggia::feeds {

using test::kyero::feed_xml;
using test::kyero::fixture;
using test::kyero::PropertyXml;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

KyeroProperty read_one(PropertyXml const& property) { return read_kyero(feed_xml({property})).properties.at(0); }

std::vector<std::string> note_codes(KyeroFeed const& feed)
{
    std::vector<std::string> codes;
    for (auto const& note : feed.notes) codes.push_back(note.code);
    return codes;
}

}  // namespace

TEST(KyeroReader, EveryElementOfTheFormatIsRead)
{
    auto const feed = read_kyero(fixture("full.xml"));
    EXPECT_EQ(feed.version, "3");
    EXPECT_EQ(feed.generated, parse_timestamp("2026-06-18T06:00:00Z"));
    ASSERT_TRUE(feed.agent);
    EXPECT_EQ(*feed.agent, (KyeroAgent{"4711", "Vesper & Daal", "info@vesperdaal.example", "+34 965 000 001", "+34 965 000 002",
                                       "+34 600 000 003", "Calle del Mar 8", "Bajo", "Jávea", "Alicante", "03730", "Spain"}));
    ASSERT_EQ(feed.properties.size(), 2u);
    EXPECT_THAT(feed.notes, IsEmpty());
    EXPECT_THAT(feed.refusals, IsEmpty());

    auto const& villa = feed.properties[0];
    EXPECT_EQ(villa.id, "8801");
    EXPECT_EQ(villa.modified, parse_timestamp("2026-06-17T11:30:00Z"));
    EXPECT_EQ(villa.reference, "VD-8801");
    EXPECT_EQ(villa.price, 89500000);
    EXPECT_EQ(villa.currency, "EUR");
    EXPECT_EQ(villa.frequency, KyeroFrequency::sale);
    EXPECT_FALSE(villa.part_ownership);
    EXPECT_FALSE(villa.leasehold);
    EXPECT_TRUE(villa.new_build);
    EXPECT_TRUE(villa.pool);
    EXPECT_EQ(villa.type, "villa");
    EXPECT_THAT(villa.type_names, IsEmpty());
    EXPECT_EQ(villa.town, "Jávea");
    EXPECT_EQ(villa.province, "Alicante");
    EXPECT_EQ(villa.country, "Spain");
    EXPECT_EQ(villa.location, (KyeroLocation{38.7899, 0.1664}));
    EXPECT_EQ(villa.location_detail, "Cap Martí");
    EXPECT_EQ(villa.beds, 4);
    EXPECT_EQ(villa.baths, 3);
    EXPECT_EQ(villa.built_area, 245);
    EXPECT_EQ(villa.plot_area, 1020);
    EXPECT_EQ(villa.energy_consumption, "B");
    EXPECT_EQ(villa.energy_emissions, "A");
    EXPECT_EQ(villa.urls.size(), 3u);
    EXPECT_EQ(villa.video_url, "https://video.example/watch?v=8801&t=3");
    EXPECT_EQ(villa.virtual_tour_url, "https://tour.example/8801");
    EXPECT_EQ(villa.catastral, "9872023VH5797S0001WX");
    EXPECT_THAT(villa.features, ElementsAre("Private pool", "Sea views", "Air conditioning"));
    EXPECT_EQ(villa.private_notes, "Keys at the office.");
    EXPECT_TRUE(villa.prime);
    EXPECT_EQ(villa.email, "lucia@vesperdaal.example");
    EXPECT_EQ(villa.contact_number, "+34 965 000 001");
    EXPECT_EQ(villa.whatsapp_number, "+34 600 000 003");
    EXPECT_EQ(villa.content_hash.size(), 64u);
}

TEST(KyeroReader, EveryLanguageIsKeptAlsoThoseLoggiaDoesNotSpeak)
{
    auto const villa = read_kyero(fixture("full.xml")).properties.at(0);
    EXPECT_THAT(villa.descriptions,
                ElementsAre(KyeroText{"en", "A villa above the bay.\n\nFour bedrooms & a pool < 50 m from the terrace."},
                            KyeroText{"es", "Una villa sobre la bahía.\n\nCuatro dormitorios y piscina."},
                            KyeroText{"nl", "Een villa boven de baai."}, KyeroText{"ca", "Una vil·la sobre la badia."},
                            KyeroText{"ru", "Вилла над бухтой."}));
}

TEST(KyeroReader, ImagesCarryTitlesAndFloorPlans)
{
    auto const villa = read_kyero(fixture("full.xml")).properties.at(0);
    EXPECT_THAT(villa.images,
                ElementsAre(KyeroImage{1, "https://images.example/8801/1.jpg", {{"en", "The terrace"}, {"es", "La terraza"}}, {}, false},
                            KyeroImage{2, "https://images.example/8801/2.jpg?w=1600&q=80", {}, {}, false},
                            KyeroImage{3, "https://images.example/8801/plan.png", {}, {"floorplan"}, true}));
}

TEST(KyeroReader, AStudioWithAPlotButNoBuiltAreaKeepsThemApart)
{
    auto const studio = read_kyero(fixture("full.xml")).properties.at(1);
    EXPECT_EQ(studio.beds, 0);
    EXPECT_EQ(studio.built_area, std::nullopt);
    EXPECT_EQ(studio.plot_area, 300);
    EXPECT_EQ(studio.price, 125000);
    EXPECT_EQ(studio.currency, "GBP");
    EXPECT_EQ(studio.frequency, KyeroFrequency::month);
    EXPECT_TRUE(studio.part_ownership);
    EXPECT_TRUE(studio.leasehold);
}

TEST(KyeroReader, AMinimalPropertyHasDefaults)
{
    auto const feed = read_kyero(fixture("minimal.xml"));
    ASSERT_EQ(feed.properties.size(), 1u);
    EXPECT_THAT(feed.notes, IsEmpty());
    auto const& property = feed.properties[0];
    EXPECT_EQ(property.modified, std::nullopt);
    EXPECT_EQ(property.currency, "EUR");
    EXPECT_EQ(property.country, "Spain");
    EXPECT_EQ(property.beds, std::nullopt);
    EXPECT_EQ(property.location, std::nullopt);
    EXPECT_THAT(property.descriptions, IsEmpty());
}

TEST(KyeroReader, ElementsMayStandInAnyOrder)
{
    auto const feed = read_kyero(fixture("shuffled.xml"));
    EXPECT_EQ(feed.version, "3");
    EXPECT_EQ(feed.agent->name, "Late Agent");
    auto const& house = feed.properties.at(0);
    EXPECT_EQ(house.id, "S7");
    EXPECT_EQ(house.type, "town house");
    EXPECT_EQ(house.built_area, 160);
    EXPECT_EQ(house.plot_area, 80);
    EXPECT_EQ(house.location, (KyeroLocation{38.5989, -0.0514}));
    EXPECT_THAT(house.descriptions, ElementsAre(KyeroText{"es", "Casa de pueblo"}, KyeroText{"en-GB", "Town house"}));
}

TEST(KyeroReader, ImagesAreOrderedByNumberThenByPlace)
{
    auto const house = read_kyero(fixture("shuffled.xml")).properties.at(0);
    std::vector<std::string> names;
    for (auto const& image : house.images) names.push_back(image.url.substr(image.url.rfind('/') + 1));
    EXPECT_THAT(names, ElementsAre("2.jpg", "9.jpg", "9b.jpg", "10.jpg", "unnumbered.jpg"));
    EXPECT_TRUE(house.images[1].floor_plan);
    EXPECT_THAT(house.images[1].title, ElementsAre(KyeroText{"und", "Second"}));
}

TEST(KyeroReader, NilAndEmptyElementsAreNotSaid)
{
    auto const feed = read_kyero(fixture("nil.xml"));
    EXPECT_THAT(feed.notes, IsEmpty());
    auto expected = KyeroProperty{};
    expected.id = "N1";
    expected.reference = "N-1";
    expected.type = "plot";
    expected.town = "Calpe";
    expected.province = "Alicante";
    expected.content_hash = content_hash_of(expected);
    EXPECT_EQ(feed.properties.at(0), expected);
}

TEST(KyeroReader, APriceIsAnAmountOrOnRequest)
{
    auto const feed = read_kyero(fixture("price_on_request.xml"));
    std::vector<std::optional<std::int64_t>> prices;
    for (auto const& property : feed.properties) prices.push_back(property.price);
    EXPECT_THAT(prices, ElementsAre(std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, 45000050, 125000));
    EXPECT_EQ(feed.properties[6].currency, "GBP");
    EXPECT_EQ(feed.properties[6].frequency, KyeroFrequency::week);
    EXPECT_THAT(note_codes(feed), ElementsAre("price_on_request", "price_missing", "price_unreadable"));
    EXPECT_EQ(feed.notes[2].property, "5");
    EXPECT_EQ(feed.notes[2].value, "a fortune");
}

TEST(KyeroReader, ADialectsOwnElementsAreListedOnceWithTheirCount)
{
    auto const feed = read_kyero(fixture("resales_dialect.xml"));
    ASSERT_EQ(feed.properties.size(), 2u);
    std::vector<std::pair<std::string, std::int64_t>> unknown;
    for (auto const& note : feed.notes)
        if (note.code == "unknown_element") unknown.emplace_back(note.element, note.count);
    using Entry = std::pair<std::string, std::int64_t>;
    EXPECT_THAT(unknown, ElementsAre(Entry{"kyero/feed_source", 1}, Entry{"property/address", 1}, Entry{"property/cadastralref", 1},
                                     Entry{"property/commission", 2}, Entry{"property/floor", 1}, Entry{"property/location/zoom", 1},
                                     Entry{"property/surface_area/terrace", 1}, Entry{"property/terrace", 1}));
    auto const& flat = feed.properties[0];
    EXPECT_EQ(flat.price, 31000000);
    EXPECT_EQ(flat.baths, 2);
    EXPECT_EQ(flat.built_area, 110);
    EXPECT_EQ(flat.plot_area, std::nullopt);
    EXPECT_EQ(flat.location, (KyeroLocation{36.5101, -4.8824}));
    EXPECT_EQ(flat.energy_consumption, "E");
    EXPECT_EQ(flat.energy_emissions, "");
    EXPECT_THAT(flat.features, ElementsAre("Lift"));
    EXPECT_EQ(flat.descriptions.at(1).language, "de");
    auto const& villa = feed.properties[1];
    EXPECT_EQ(villa.price, 125000000);
    EXPECT_EQ(villa.type, "villa");
    EXPECT_THAT(villa.type_names, ElementsAre(KyeroText{"en", "Villa"}, KyeroText{"es", "Chalet"}));
}

TEST(KyeroReader, CdataAndHtmlBecomePlainText)
{
    auto const feed = read_kyero(fixture("cdata_html.xml"));
    auto const& property = feed.properties.at(0);
    EXPECT_EQ(property.id, "C1");
    EXPECT_EQ(property.reference, "C&1");
    EXPECT_EQ(property.price, 12000000);
    EXPECT_EQ(property.town, "Málaga");
    EXPECT_EQ(property.province, "Málaga");
    EXPECT_EQ(property.urls.at(0).text, "https://x.example/?a=1&copy=2&b=3");
    EXPECT_THAT(property.descriptions,
                ElementsAre(KyeroText{"en", "First floor, 120 m² for €120.000.\n\nNear the café:\n\n• caña\n• 3 < 5"},
                            KyeroText{"es", "Primera línea\nsegunda"}, KyeroText{"nl", "Met echte\n\nalinea's"},
                            KyeroText{"fr", "Première ligne\ndeuxième"}, KyeroText{"pt", "Um\n\nDois"}));
}

TEST(KyeroReader, OtherEncodingsGiveTheSameProperty)
{
    auto const latin = read_kyero(fixture("latin1.xml"));
    auto const wide = read_kyero(fixture("utf16.xml"));
    EXPECT_EQ(latin.properties.at(0).town, "Málaga");
    EXPECT_EQ(latin.properties[0].descriptions.at(0).text, "Una casa con jardín, 90 m², 100 000 €.");
    EXPECT_EQ(latin.properties, wide.properties);
    EXPECT_THAT(latin.notes, IsEmpty());
    EXPECT_THAT(wide.notes, IsEmpty());
}

TEST(KyeroReader, AByteOrderMarkAndBlankLinesInFrontDoNoHarm)
{
    auto const plain = fixture("minimal.xml");
    EXPECT_EQ(read_kyero("\xEF\xBB\xBF" + plain).properties, read_kyero(plain).properties);
    EXPECT_EQ(read_kyero("\r\n\n" + plain).properties, read_kyero(plain).properties);
}

TEST(KyeroReader, BytesThatAreNotUtf8AreReadAsWindows1252WithANote)
{
    auto const feed = read_kyero(feed_xml({PropertyXml("1").set("town", "M\xE1laga").set("province", "Málaga")}));
    EXPECT_EQ(feed.properties.at(0).town, "Málaga");
    EXPECT_EQ(feed.properties[0].province, "Málaga");
    EXPECT_THAT(note_codes(feed), ElementsAre("encoding_repaired"));
    EXPECT_EQ(feed.notes[0].value, "1");
}

TEST(KyeroReader, InvisibleCharactersAreRemoved)
{
    auto const property = read_one(PropertyXml("\u200B1\uFEFF").set("town", "Al\u00ADtea&#8203;\x01").set("ref", "A\u202EB&#0;"));
    EXPECT_EQ(property.id, "1");
    EXPECT_EQ(property.town, "Altea");
    EXPECT_EQ(property.reference, "AB");
}

TEST(KyeroReader, TextsThatAreTooLongAreClippedWithANote)
{
    auto const property = PropertyXml("1").set("ref", std::string(300, 'r')).set("town", "Ñ" + std::string(98, 't') + "é");
    auto const feed = read_kyero(feed_xml({property}));
    EXPECT_EQ(feed.properties.at(0).reference.size(), 255u);
    EXPECT_EQ(feed.properties[0].town, "Ñ" + std::string(98, 't'));
    EXPECT_THAT(note_codes(feed), ElementsAre("text_clipped", "text_clipped"));
}

TEST(KyeroReader, PlacesOutsideTheWorldAreDropped)
{
    for (std::string const place : {"<latitude>91</latitude><longitude>0.1</longitude>",
                                    "<latitude>38</latitude><longitude>-181</longitude>",
                                    "<latitude>0</latitude><longitude>0.0</longitude>", "<latitude>38</latitude>",
                                    "<latitude>nan</latitude><longitude>1</longitude>"}) {
        auto const feed = read_kyero(feed_xml({PropertyXml("1").set("location", place)}));
        EXPECT_EQ(feed.properties.at(0).location, std::nullopt) << place;
        EXPECT_THAT(note_codes(feed), ElementsAre("location_unreadable")) << place;
    }
}

TEST(KyeroReader, AddressesAreEncodedOrDropped)
{
    auto const feed = read_kyero(feed_xml({PropertyXml("1")
                                               .set("video_url", " https://x.example/my film.mp4 ")
                                               .set("virtual_tour_url", "javascript:alert(1)")
                                               .set("images", "<image id='1'><url>//cdn.example/ñ.jpg</url></image><image id='2'/>"
                                                              "<image id='3'><url>file:///etc/passwd</url></image>")}));
    auto const& property = feed.properties.at(0);
    EXPECT_EQ(property.video_url, "https://x.example/my%20film.mp4");
    EXPECT_EQ(property.virtual_tour_url, "");
    ASSERT_EQ(property.images.size(), 1u);
    EXPECT_EQ(property.images[0].url, "https://cdn.example/%C3%B1.jpg");
    EXPECT_THAT(note_codes(feed), testing::UnorderedElementsAre("address_repaired", "address_unreadable", "address_repaired",
                                                                "image_without_address", "address_unreadable", "image_without_address"));
}

TEST(KyeroReader, ADescriptionWithoutLanguageIsKeptAsUndetermined)
{
    EXPECT_THAT(read_one(PropertyXml("1").set("desc", "A house.")).descriptions, ElementsAre(KyeroText{"und", "A house."}));
    EXPECT_THAT(read_one(PropertyXml("1").set("desc", "<p>A house.</p><p>A garden.</p>")).descriptions,
                ElementsAre(KyeroText{"und", "A house.\n\nA garden."}));
}

TEST(KyeroReader, ARepeatedElementCountsOnceAndIsNoted)
{
    auto const feed = read_kyero(feed_xml({PropertyXml("1").raw("<town>Elche</town>").set("desc", "<en>One</en><EN>Two</EN>")}));
    EXPECT_EQ(feed.properties.at(0).town, "Altea");
    EXPECT_EQ(feed.properties[0].descriptions.at(0).text, "One");
    EXPECT_EQ(feed.notes.size(), 2u);
}

TEST(KyeroReader, PrefixesAndCapitalsInNamesDoNotMatter)
{
    auto const feed = read_kyero("<k:root xmlns:k='urn:kyero'><k:Property>"
                                 "<k:ID>1</k:ID><k:Price>5</k:Price><k:Price_Freq>Sale</k:Price_Freq>"
                                 "<k:Type>Villa</k:Type><k:Town>A</k:Town><k:Province>B</k:Province></k:Property></k:root>");
    EXPECT_EQ(feed.properties.at(0).type, "villa");
    EXPECT_EQ(feed.properties[0].price, 500);
}

TEST(KyeroReader, AnUnusablePropertyIsRefusedAloneAndNotWithdrawn)
{
    auto const feed = read_kyero(fixture("duplicate_ids.xml"));
    ASSERT_EQ(feed.properties.size(), 1u);
    EXPECT_EQ(feed.properties[0].reference, "A");
    std::vector<std::string> refused;
    for (auto const& refusal : feed.refusals)
        refused.push_back(refusal.code + " " + refusal.id + " " + refusal.reference + " line " + std::to_string(refusal.line));
    EXPECT_THAT(refused, ElementsAre("id_duplicate 1 B line 5", "id_missing  C line 6", "type_missing 4 D line 7",
                                     "price_freq_unknown 5 E line 8", "currency_unknown 6 F line 9"));
    EXPECT_FALSE(feed.may_withdraw("4", "anything"));
    EXPECT_FALSE(feed.may_withdraw("77", "C"));
    EXPECT_TRUE(feed.may_withdraw("77", "D"));
}

TEST(KyeroReader, NothingIsWithdrawnWhenARefusedPropertyCouldBeAny)
{
    auto const feed = read_kyero(feed_xml({PropertyXml("1"), PropertyXml("2").without("id").without("ref")}));
    EXPECT_EQ(feed.properties.size(), 1u);
    EXPECT_FALSE(feed.may_withdraw("3", "REF-3"));
}

TEST(KyeroReader, TheHashFollowsTheContentAndNotTheDate)
{
    auto const first = read_one(PropertyXml("1"));
    EXPECT_EQ(first.content_hash, read_one(PropertyXml("1").set("date", "2026-07-01 00:00:00")).content_hash);
    EXPECT_EQ(first.content_hash, read_one(PropertyXml("1").without("date").set("currency", "").set("price", "250.000,00")).content_hash);
    EXPECT_NE(first.content_hash, read_one(PropertyXml("1").set("price", "250001")).content_hash);
    EXPECT_NE(first.content_hash, read_one(PropertyXml("1").set("beds", "3")).content_hash);
    EXPECT_NE(read_one(PropertyXml("1").set("beds", "3")).content_hash, read_one(PropertyXml("1").set("baths", "3")).content_hash);
    EXPECT_NE(read_one(PropertyXml("1").set("surface_area", "<built>90</built>")).content_hash,
              read_one(PropertyXml("1").set("surface_area", "<plot>90</plot>")).content_hash);
}

TEST(KyeroReader, RepairsBeyondTheLimitAreOnlyCounted)
{
    std::vector<PropertyXml> properties;
    for (int i = 1; i <= 10; ++i) properties.push_back(PropertyXml(std::to_string(i)).set("beds", "many"));
    auto const feed = read_kyero(feed_xml(properties), {.notes = 4});
    EXPECT_EQ(feed.notes.size(), 4u);
    EXPECT_EQ(feed.notes_left_out, 6);
}

TEST(KyeroWriter, WhatIsWrittenIsReadBackUnchanged)
{
    auto const feed = read_kyero(fixture("full.xml"));
    auto const again = read_kyero(write_kyero(feed));
    EXPECT_EQ(again.version, feed.version);
    EXPECT_EQ(again.generated, feed.generated);
    EXPECT_EQ(again.agent, feed.agent);
    EXPECT_EQ(again.properties, feed.properties);
    EXPECT_THAT(again.notes, IsEmpty());
}

TEST(KyeroWriter, WritesWithinTheLimitsOfTheSpecification)
{
    auto feed = read_kyero(fixture("minimal.xml"));
    auto& property = feed.properties[0];
    for (int i = 0; i < 60; ++i) {
        property.features.push_back(std::to_string(i) + std::string(40, 'f'));
        property.images.push_back({std::nullopt, "https://images.example/" + std::to_string(i), {}, {}, false});
    }
    property.price = std::nullopt;
    auto const text = write_kyero(feed);
    EXPECT_THAT(text, HasSubstr("<price>x</price>"));
    auto const again = read_kyero(text).properties.at(0);
    EXPECT_EQ(again.features.size(), 50u);
    EXPECT_EQ(again.images.size(), 50u);
    EXPECT_TRUE(std::ranges::all_of(again.features, [](auto const& feature) { return feature.size() <= 35; }));
    EXPECT_EQ(again.images[49].url, "https://images.example/49");
}

}  // namespace loggia::feeds
