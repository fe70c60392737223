// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "test/test_app.hpp"

namespace loggia::test {
namespace {

std::string const list_path = "/api/v1/properties";
std::string const villa_path = list_path + "/" + world::villa.text();

using Texts = std::vector<std::string>;

Texts references(Reply const& reply)
{
    Texts result;
    for (auto const& item : reply.at("/items").as_array()) result.emplace_back(item.at("reference").as_string());
    return result;
}

std::string listing(std::string const& reference, std::string const& more = {})
{
    return R"({"reference": ")" + reference + R"(", "title": "Huis aan zee", "type": "house", "purpose": "sale", "town": "Zandvoort", "country": "NL")" + more + "}";
}

class PropertiesApi : public testing::Test {
protected:
    TestApp app;
    Caller marit = app.marit();
};

TEST_F(PropertiesApi, APropertyIsAddedAndShown)
{
    auto const reply = marit.post(list_path, listing("VD-9", R"(, "price": {"amount": 45000000, "currency": "EUR"}, "status": "available",
        "street": "Duinweg 4", "postcode": "2041 AB", "province": "Noord-Holland", "latitude": 52.37, "longitude": 4.53, "bedrooms": 3,
        "bathrooms": 1, "built_m2": 112, "plot_m2": 240, "year_built": 1932, "energy_label": "C", "energy_consumption": 180.5,
        "energy_emissions": 32, "features": ["garden", "sea_view"], "descriptions": {"nl": "Dicht bij zee.", "en": "Close to the sea."},
        "video_url": "https://video.example/1", "owner_id": ")" + world::lucia.text() + "\""));
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.at("/price/amount").as_int64(), 45'000'000);
    EXPECT_EQ(reply.text("/owner_name"), "Lucía Ferrer");
    EXPECT_EQ(reply.text("/descriptions/en"), "Close to the sea.");
    EXPECT_EQ(reply.text("/features/1"), "sea_view");
    EXPECT_EQ(reply.at("/latitude").as_double(), 52.37);
    EXPECT_EQ(reply.header("etag"), "\"1\"");
    auto const path = list_path + "/" + reply.text("/id");
    EXPECT_EQ(marit.get(path).body, reply.body);
    auto const timeline = marit.get(path + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/action"), "property.created");
    EXPECT_EQ(timeline.text("/items/0/actor_name"), "Marit Vesper");
}

TEST_F(PropertiesApi, WhatIsNotSaidIsLeftOpen)
{
    auto const reply = marit.post(list_path, listing("VD-9"));
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_TRUE(reply.at("/price").is_null());
    EXPECT_EQ(reply.text("/currency"), "EUR") << "the organization's";
    EXPECT_EQ(reply.text("/status"), "draft");
    EXPECT_TRUE(reply.at("/bedrooms").is_null());
}

TEST_F(PropertiesApi, WrongFieldsAreNamed)
{
    auto const unreadable = marit.post(list_path, R"({"reference": "", "title": 5, "type": "castle", "purpose": "swap", "country": "Spain", "bedrooms": -1,
        "year_built": 3000, "video_url": "javascript:x", "price": {"amount": "1"}, "kitchen": true})");
    EXPECT_EQ(unreadable.status, 422U);
    for (auto const& [pointer, code] : std::map<std::string, std::string>{
             {"/reference", "required"}, {"/title", "not_text"}, {"/type", "not_allowed"}, {"/purpose", "not_allowed"}, {"/country", "invalid_format"},
             {"/town", "required"}, {"/bedrooms", "out_of_range"}, {"/year_built", "out_of_range"}, {"/video_url", "invalid_format"},
             {"/price/amount", "not_whole_number"}, {"/price/currency", "required"}, {"/kitchen", "unknown_field"}})
        EXPECT_EQ(unreadable.error_at(pointer), code) << pointer;

    auto const wrong = marit.post(list_path, listing("VD-9", R"(, "price": {"amount": -1, "currency": "XYZ"}, "status": "rented", "latitude": 91, "energy_label": "Z",
        "energy_consumption": -1, "features": [""], "descriptions": {"dutch!": "x", "nl": " "})"));
    EXPECT_EQ(wrong.status, 422U);
    for (auto const& [pointer, code] : std::map<std::string, std::string>{
             {"/price/amount", "out_of_range"}, {"/price/currency", "unknown_currency"}, {"/status", "not_allowed"}, {"/latitude", "out_of_range"},
             {"/longitude", "required"}, {"/energy_label", "not_allowed"}, {"/energy_consumption", "out_of_range"}, {"/features/0", "too_long"},
             {"/descriptions/dutch!", "unknown_language"}, {"/descriptions/nl", "required"}})
        EXPECT_EQ(wrong.error_at(pointer), code) << pointer;
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM properties"), 4);
}

TEST_F(PropertiesApi, AReferenceIsGivenOnce)
{
    auto const taken = marit.post(list_path, listing("VD-1"));
    EXPECT_EQ(taken.status, 409U);
    EXPECT_EQ(taken.error_at("/reference"), "reference_taken");
    EXPECT_EQ(marit.post(list_path, listing("NZ-1")).status, 201U) << "the rival's references are its own";
    EXPECT_EQ(marit.patch(villa_path, 1, R"({"reference": "VD-2"})").code(), "reference_taken");
    EXPECT_EQ(marit.patch(villa_path, 1, R"({"reference": "VD-1"})").status, 200U) << "its own is no conflict";
}

TEST_F(PropertiesApi, AChangeNeedsTheVersionItStartedFrom)
{
    EXPECT_EQ(marit.patch(villa_path, 0, R"({"title": "X"})").status, 428U);
    auto const changed = marit.patch(villa_path, 1, R"({"title": "Villa Aljibe Nueva", "price": null, "descriptions": {"nl": "Nieuw.", "de": "Neu."}})");
    ASSERT_EQ(changed.status, 200U) << changed.body;
    EXPECT_EQ(changed.header("etag"), "\"2\"");
    EXPECT_TRUE(changed.at("/price").is_null());
    EXPECT_EQ(changed.text("/currency"), "EUR") << "kept for when there is a price again";
    EXPECT_EQ(boost::json::serialize(changed.at("/descriptions")), R"({"de":"Neu.","nl":"Nieuw."})");
    EXPECT_EQ(changed.text("/town"), "Jávea");
    auto const stale = marit.patch(villa_path, 1, R"({"title": "Y"})");
    EXPECT_EQ(stale.status, 412U);
    EXPECT_EQ(stale.code(), "changed_meanwhile");
    EXPECT_EQ(marit.get(villa_path).text("/title"), "Villa Aljibe Nueva");
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"property.changed", "property.price_changed"}));
    EXPECT_EQ(references(marit.get(list_path + "?q=nueva")), Texts{"VD-1"}) << "search follows";
    EXPECT_EQ(marit.call("PATCH", villa_path, "{}", {{"If-Match", "soon"}}).status, 400U);
    EXPECT_EQ(marit.patch(list_path + "/" + PropertyId{5}.text(), 1, "{}").status, 404U);
}

TEST_F(PropertiesApi, AChangeOfStatusIsAnActivityOfItsOwn)
{
    ASSERT_EQ(marit.patch(villa_path, 1, R"({"status": "under_offer"})").status, 200U);
    auto const timeline = marit.get(villa_path + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/action"), "property.status_changed");
    EXPECT_EQ(timeline.text("/items/0/detail/from"), "available");
    EXPECT_EQ(timeline.text("/items/0/detail/to"), "under_offer");
    EXPECT_EQ(marit.patch(villa_path, 2, R"({"status": "rented"})").error_at("/status"), "not_allowed") << "it is for sale";
}

TEST_F(PropertiesApi, AChangeOfPriceSaysWhatItWas)
{
    ASSERT_EQ(marit.patch(villa_path, 1, R"({"price": {"amount": 119500000, "currency": "EUR"}, "status": "available"})").status, 200U);
    auto const timeline = marit.get(villa_path + "/timeline");
    ASSERT_EQ(timeline.at("/items").as_array().size(), 1U) << timeline.body;
    EXPECT_EQ(timeline.text("/items/0/action"), "property.price_changed");
    EXPECT_EQ(boost::json::serialize(timeline.at("/items/0/detail")),
              R"({"from_amount":"128500000","from_currency":"EUR","to_amount":"119500000","to_currency":"EUR"})");
    EXPECT_EQ(marit.patch(villa_path, 2, R"({"price": null})").status, 200U);
    EXPECT_EQ(boost::json::serialize(marit.get(villa_path + "/timeline").at("/items/0/detail")),
              R"({"from_amount":"119500000","from_currency":"EUR"})") << "on request";
}

TEST_F(PropertiesApi, TwoChangesAtOnceKeepOne)
{
    auto lucia = app.lucia();
    EXPECT_EQ(marit.patch(villa_path, 1, R"({"bedrooms": 4})").status, 200U);
    EXPECT_EQ(lucia.patch(villa_path, 1, R"({"bathrooms": 4})").status, 412U);
    EXPECT_EQ(lucia.patch(villa_path, 2, R"({"bathrooms": 4})").status, 200U);
    EXPECT_EQ(marit.get(villa_path).at("/bedrooms").as_int64(), 4);
}

TEST_F(PropertiesApi, TheListFiltersAndCounts)
{
    EXPECT_EQ(references(marit.get(list_path)), (Texts{"VD-3", "VD-2", "VD-1"})) << "newest first";
    EXPECT_EQ(references(marit.get(list_path + "?status=available")), (Texts{"VD-2", "VD-1"}));
    EXPECT_EQ(references(marit.get(list_path + "?type=villa")), Texts{"VD-1"});
    EXPECT_EQ(references(marit.get(list_path + "?town=Benissa")), Texts{"VD-2"});
    EXPECT_EQ(references(marit.get(list_path + "?min_price=90000000&max_price=100000000")), Texts{"VD-2"});
    EXPECT_EQ(references(marit.get(list_path + "?bedrooms=4")), Texts{});
    EXPECT_EQ(references(marit.get(list_path + "?purpose=rent")), Texts{});
    EXPECT_EQ(marit.get(list_path + "?status=lost").error_at("/status"), "not_allowed");
    EXPECT_EQ(marit.get(list_path + "?limit=101").error_at("/limit"), "out_of_range");
    EXPECT_EQ(marit.get(list_path + "?limit=many").error_at("/limit"), "not_whole_number");
    EXPECT_EQ(marit.get(list_path + "/counts").body,
              R"({"draft":0,"available":2,"under_offer":0,"reserved":0,"sold":1,"rented":0,"withdrawn":0})");
}

TEST_F(PropertiesApi, TheListPagesInEachOrder)
{
    ASSERT_EQ(marit.post(list_path, listing("ON-REQUEST")).status, 201U);
    std::map<std::string, Texts> const orders = {{"recent", {"ON-REQUEST", "VD-3", "VD-2", "VD-1"}},
                                                 {"price_asc", {"VD-3", "VD-2", "VD-1", "ON-REQUEST"}},
                                                 {"price_desc", {"ON-REQUEST", "VD-1", "VD-2", "VD-3"}}};
    for (auto const& [order, wanted] : orders) {
        Texts seen;
        std::string after;
        for (int page = 0; page < 5; ++page) {
            auto const reply = marit.get(list_path + "?limit=1&sort=" + order + (after.empty() ? "" : "&after=" + after));
            ASSERT_EQ(reply.status, 200U) << reply.body;
            for (auto const& reference : references(reply)) seen.push_back(reference);
            if (reply.at("/next").is_null()) break;
            after = reply.text("/next");
        }
        EXPECT_EQ(seen, wanted) << order;
    }
    for (auto const* cursor : {"nonsense", "x.0000000000001", "1.1", ".0000000000001"})
        EXPECT_EQ(marit.get(list_path + "?sort=price_asc&after=" + std::string(cursor)).error_at("/after"), "invalid_cursor") << cursor;
}

TEST_F(PropertiesApi, SearchFindsWordsOfTheAddress)
{
    for (auto const* reference : {"S-1", "S-2", "S-3"})
        ASSERT_EQ(marit.post(list_path, listing(reference, R"(, "street": "Calle Añil 7", "postcode": "03730", "province": "Alicante")")).status, 201U);
    for (std::string const words : {"anil", "S-2%20zee", "03730", "alicante%20huis"})
        EXPECT_FALSE(references(marit.get(list_path + "?q=" + words)).empty()) << words;
    auto const first = marit.get(list_path + "?q=anil&limit=2");
    EXPECT_EQ(references(first), (Texts{"S-3", "S-2"}));
    EXPECT_EQ(references(marit.get(list_path + "?q=anil&limit=2&after=" + first.text("/next"))), Texts{"S-1"});
    EXPECT_EQ(references(marit.get(list_path + "?q=anil&status=available")), Texts{});
    for (std::string const odd : {"%22", "a-b%40c.de", "AND", "%27%20OR%201=1", "*", "%25", "(", "%20"})
        EXPECT_EQ(marit.get(list_path + "?q=" + odd).status, 200U) << odd;
    EXPECT_EQ(references(app.rival().get(list_path + "?q=anil")), Texts{});
}

TEST_F(PropertiesApi, OnlyStaffOfTheOrganizationReachProperties)
{
    auto nobody = app.nobody();
    auto sanne = app.sanne();
    auto rival = app.rival();
    for (auto const& path : {list_path, list_path + "/counts", villa_path, villa_path + "/timeline"}) {
        EXPECT_EQ(nobody.get(path).status, 401U) << path;
        EXPECT_EQ(sanne.get(path).status, 401U) << path;
    }
    EXPECT_EQ(rival.get(villa_path).status, 404U);
    EXPECT_EQ(rival.patch(villa_path, 1, R"({"title": "Ours"})").status, 404U);
    EXPECT_EQ(references(rival.get(list_path)), Texts{"NZ-1"});
    EXPECT_EQ(marit.post(list_path, listing("VD-9", ", \"owner_id\": \"" + world::ruben.text() + "\"")).error_at("/owner_id"), "owner_not_found");
}

}  // namespace
}  // namespace loggia::test
