// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/imported_property.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/feeds/kyero_test_support.hpp"

namespace loggia::feeds {

using properties::PropertyType;
using test::kyero::feed_xml;
using test::kyero::fixture;
using test::kyero::PropertyXml;
using testing::ElementsAre;

namespace {

ImportedProperty import_one(PropertyXml const& property) { return import_property(read_kyero(feed_xml({property})).properties.at(0)); }

}  // namespace

TEST(ImportedProperty, EverythingTheFeedSaysIsTakenOver)
{
    auto const villa = import_property(read_kyero(fixture("full.xml")).properties.at(0));
    EXPECT_EQ(villa.feed_property, "8801");
    EXPECT_EQ(villa.title, "Cap Martí");
    EXPECT_EQ(villa.type, PropertyType::villa);
    EXPECT_EQ(villa.purpose, properties::Purpose::sale);
    EXPECT_EQ(villa.price_amount, 89500000);
    EXPECT_EQ(villa.country, "ES");
    EXPECT_EQ(villa.energy_label, "B");
    EXPECT_THAT(villa.features, ElementsAre("pool", "new_build", "sea_view", "air_conditioning"));
    ASSERT_EQ(villa.descriptions.size(), 5u);
    EXPECT_EQ(villa.descriptions[1].url, "https://vesperdaal.example/es/8801");
    EXPECT_EQ(villa.descriptions[3].url, std::nullopt);
    ASSERT_EQ(villa.photos.size(), 3u);
    EXPECT_EQ(villa.photos[0].title, "The terrace");
    EXPECT_TRUE(villa.photos[2].floor_plan);
    EXPECT_EQ(villa.details.catastral, "9872023VH5797S0001WX");
    EXPECT_EQ(villa.details.private_notes, "Keys at the office.");
    EXPECT_EQ(villa.details.energy_emissions, "A");
    EXPECT_EQ(villa.details.urls.size(), 3u);
    EXPECT_TRUE(villa.details.prime);
}

TEST(ImportedProperty, ARentIsPerMonth)
{
    auto const monthly = import_one(PropertyXml("1").set("price_freq", "month").set("price", "1200"));
    EXPECT_EQ(monthly.purpose, properties::Purpose::rent);
    EXPECT_EQ(monthly.price_amount, 120000);
    auto const weekly = import_one(PropertyXml("1").set("price_freq", "week").set("price", "300"));
    EXPECT_EQ(weekly.price_amount, 130000);
    EXPECT_EQ(weekly.details.weekly_price, 30000);
}

TEST(ImportedProperty, WithoutADetailTheTitleIsPlaceAndReference)
{
    EXPECT_EQ(import_one(PropertyXml("1")).title, "Altea REF-1");
    EXPECT_EQ(import_one(PropertyXml("1").without("ref")).reference, "1");
}

TEST(ImportedProperty, TypesOfManyFeedsAreUnderstood)
{
    EXPECT_EQ(property_type_of("apartment"), PropertyType::apartment);
    EXPECT_EQ(property_type_of("Apartment - Ground Floor"), PropertyType::apartment);
    EXPECT_EQ(property_type_of("Penthouse apartment"), PropertyType::penthouse);
    EXPECT_EQ(property_type_of("Semi-detached villa"), PropertyType::semi_detached_house);
    EXPECT_EQ(property_type_of("Town House"), PropertyType::town_house);
    EXPECT_EQ(property_type_of("Ático"), PropertyType::penthouse);
    EXPECT_EQ(property_type_of("Country house"), PropertyType::country_house);
    EXPECT_EQ(property_type_of("Detached House"), PropertyType::detached_house);
    EXPECT_EQ(property_type_of("Flats"), PropertyType::apartment);
    EXPECT_EQ(property_type_of("Land"), PropertyType::plot);
    EXPECT_EQ(property_type_of("Barn"), PropertyType::other);
    EXPECT_EQ(property_type_of("Bar"), PropertyType::commercial);
}

TEST(ImportedProperty, FeaturesGetTheirKeysAndOthersKeepTheirWords)
{
    EXPECT_EQ(feature_of("Air Conditioning"), "air_conditioning");
    EXPECT_EQ(feature_of("Vistas al mar"), "sea_view");
    EXPECT_EQ(feature_of("Summer kitchen"), "Summer kitchen");
    auto const shared =
        import_one(PropertyXml("1").set("pool", "1").set("features", "<feature>Communal pool</feature><feature>Lift</feature>"));
    EXPECT_THAT(shared.features, ElementsAre("shared_pool", "lift"));
}

TEST(ImportedProperty, CountriesAreKnownByCodeAndName)
{
    EXPECT_EQ(country_of("Spain"), "ES");
    EXPECT_EQ(country_of("España"), "ES");
    EXPECT_EQ(country_of("pt"), "PT");
    EXPECT_EQ(country_of("Portugal"), "PT");
    EXPECT_EQ(country_of("Frankreich"), "FR");
    EXPECT_EQ(country_of("UK"), "GB");
    EXPECT_EQ(country_of("Atlantis"), "ES");
}

}  // namespace loggia::feeds
