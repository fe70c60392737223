// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "features/deals/contact_offers.hpp"
#include "features/deals/offers.hpp"
#include "test/test_app.hpp"

namespace loggia::deals {
namespace {

using test::Caller;
using test::Reply;
using test::TestApp;
namespace world = test::world;
using Texts = std::vector<std::string>;

std::string const offers_path = "/api/v1/deals/" + world::second_home.text() + "/properties";

Reply offer_property(Caller& caller, PropertyId property)
{
    return caller.post(offers_path, R"({"property_ids": [")" + property.text() + R"("], "note": "Look at the terrace"})");
}

Reply set_status(Caller& caller, PropertyId property, std::string const& status, std::string const& reasons = "[]")
{
    return caller.put(offers_path + "/" + property.text() + "/status", R"({"status": ")" + status + R"(", "reasons": )" + reasons + "}");
}

// As the portal's handlers do it, without their routes.
template <class Action>
std::string as_contact(TestApp& app, ContactId contact, Action const& action)
{
    http::Actor actor;
    actor.kind = http::ActorKind::client;
    actor.organization = world::vesper;
    actor.contact = contact;
    actor.name = "Sanne de Wit";
    try {
        app.database().write([&](db::Tx& tx) {
            http::Head const head;
            http::Request request(head, {}, actor, world::now, app.database());
            request.use(&tx);
            action(request);
        });
    } catch (Problem const& problem) {
        return problem.code;
    }
    return "";
}

std::string says(TestApp& app, ContactId contact, PropertyId property, Judgement const& judgement)
{
    return as_contact(app, contact, [&](http::Request& request) { judge(request, contact, property, judgement); });
}

std::optional<ContactOffer> seen_by(TestApp& app, ContactId contact, PropertyId property)
{
    std::optional<ContactOffer> offer;
    app.database().read([&](db::Tx& tx) { offer = find_offer_of_contact(tx, world::vesper, contact, property); });
    return offer;
}

TEST(OffersApi, OfferingShowsThePropertyToEachContactAndTellsThoseWithAPortal)
{
    TestApp app;
    auto marit = app.marit();
    auto const reply = offer_property(marit, world::finca);
    ASSERT_EQ(reply.status, 201U) << reply.body;
    ASSERT_EQ(reply.at("/items").as_array().size(), 1U);
    EXPECT_EQ(reply.text("/items/0/reference"), "VD-2");
    EXPECT_EQ(reply.text("/items/0/note"), "Look at the terrace");
    EXPECT_EQ(reply.text("/items/0/property_status"), "available");
    EXPECT_EQ(marit.get(offers_path).at("/items").as_array().size(), 2U);

    for (auto const contact : {world::sanne, world::mark}) {
        EXPECT_TRUE(seen_by(app, contact, world::finca));
        EXPECT_EQ(app.actions(contact.value), Texts{"deal.property_offered"});
    }
    EXPECT_EQ(app.actions(world::finca.value), Texts{"deal.property_offered"});
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.property_offered'"), 2);
}

TEST(OffersApi, OffersWithinAShortTimeShareOneMail)
{
    TestApp app;
    auto marit = app.marit();
    offer_property(marit, world::finca);
    marit.remove(offers_path + "/" + world::finca.text());
    offer_property(marit, world::finca);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.property_offered'"), 2);  // Sanne and Mark
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.property_offered' AND run_at = " +
                        std::to_string((world::now + property_offered_mail_delay).milliseconds)), 2);
}

TEST(OffersApi, ABatchIsOfferedWholeOrNotAtAll)
{
    TestApp app;
    auto marit = app.marit();
    auto const batch = [&](std::vector<PropertyId> const& properties) {
        std::string ids;
        for (auto const property : properties) ids += (ids.empty() ? "\"" : ", \"") + property.text() + "\"";
        return marit.post(offers_path, R"({"property_ids": [)" + ids + "]}");
    };
    auto const repeated = batch({world::finca, world::villa});
    EXPECT_EQ(repeated.status, 409U);
    EXPECT_EQ(repeated.code(), "already_offered");
    EXPECT_EQ(repeated.error_at("/property_ids/1"), "already_offered");
    EXPECT_EQ(batch({world::finca, world::canal_house}).code(), "not_offerable");
    auto const foreign = batch({world::finca, world::rival_flat});
    EXPECT_EQ(foreign.status, 422U);
    EXPECT_EQ(foreign.error_at("/property_ids/1"), "property_not_found");
    EXPECT_EQ(batch({}).status, 422U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM offers"), 2);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action <> 'staff.signed_in'"), 0);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.property_offered'"), 0);

    EXPECT_EQ(batch({world::finca, world::finca}).at("/items").as_array().size(), 1U);
}

TEST(OffersApi, AnOfferThatCannotTellTheContactsLeavesNoTrace)
{
    TestApp app;
    auto marit = app.marit();
    app.sql("ALTER TABLE jobs RENAME TO jobs_away");  // the last step of the write
    EXPECT_EQ(offer_property(marit, world::finca).status, 500U);
    app.sql("ALTER TABLE jobs_away RENAME TO jobs");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM offers"), 2);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM activities WHERE action <> 'staff.signed_in'"), 0);
    EXPECT_EQ(offer_property(marit, world::finca).status, 201U);
}

TEST(OffersApi, NothingIsOfferedInAClosedDeal)
{
    TestApp app;
    auto marit = app.marit();
    marit.put("/api/v1/deals/" + world::second_home.text() + "/stage", R"({"stage_id": ")" + world::stage_won.text() + "\"}");
    EXPECT_EQ(offer_property(marit, world::finca).code(), "deal_closed");
    EXPECT_EQ(set_status(marit, world::villa, "viewed").code(), "deal_closed");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::interested, {}, {}}), "verdict_closed");
}

TEST(OffersApi, AnOfferCanBeTakenBackWithWhatWasSaidOfIt)
{
    TestApp app;
    auto marit = app.marit();
    says(app, world::sanne, world::villa, {Verdict::interested, {}, {}});
    EXPECT_EQ(marit.remove(offers_path + "/" + world::villa.text()).status, 204U);
    EXPECT_EQ(marit.remove(offers_path + "/" + world::villa.text()).code(), "offer_not_found");
    EXPECT_FALSE(seen_by(app, world::sanne, world::villa));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM verdicts"), 0);
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"deal.property_withdrawn", "deal.property_interested"}));
}

TEST(OffersApi, AContactsVerdictShowsOnTheDealAndOnTheContact)
{
    TestApp app;
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::rejected, {Reason::price, Reason::other}, "The road is near"}), "");
    auto marit = app.marit();
    auto const deal = marit.get(offers_path);
    EXPECT_EQ(deal.text("/items/0/status"), "rejected");
    EXPECT_EQ(deal.text("/items/0/verdicts/0/contact_name"), "Sanne de Wit");
    EXPECT_EQ(deal.text("/items/0/verdicts/0/reasons/1"), "other");
    EXPECT_EQ(deal.text("/items/0/verdicts/0/comment"), "The road is near");

    auto const of_sanne = marit.get("/api/v1/contacts/" + world::sanne.text() + "/properties");
    EXPECT_EQ(of_sanne.text("/items/0/status"), "rejected");
    EXPECT_EQ(of_sanne.text("/items/0/reasons/0"), "price");
    auto const of_mark = marit.get("/api/v1/contacts/" + world::mark.text() + "/properties");
    EXPECT_EQ(of_mark.text("/items/0/status"), "to_review");  // Mark has not spoken

    auto const timeline = marit.get("/api/v1/deals/" + world::second_home.text() + "/timeline");
    EXPECT_EQ(timeline.text("/items/0/action"), "deal.property_rejected");
    EXPECT_EQ(timeline.text("/items/0/actor_name"), "Sanne de Wit");
    EXPECT_EQ(timeline.text("/items/0/detail/reasons"), "price,other");
    EXPECT_EQ(timeline.text("/items/0/detail/comment"), "The road is near");
    EXPECT_EQ(app.actions(world::sanne.value), Texts{"deal.property_rejected"});
}

TEST(OffersApi, SayingTheSameAgainChangesNothing)
{
    TestApp app;
    says(app, world::sanne, world::villa, {Verdict::interested, {}, {}});
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::interested, {}, {}}), "");
    EXPECT_EQ(app.actions(world::villa.value), Texts{"deal.property_interested"});
}

TEST(OffersApi, AVerdictFollowsTheRules)
{
    TestApp app;
    auto marit = app.marit();
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::rejected, {}, {}}), "reasons_required");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::approved, {}, {}}), "verdict_closed");
    EXPECT_EQ(says(app, world::sanne, world::finca, {Verdict::interested, {}, {}}), "property_not_found");
    EXPECT_EQ(says(app, world::noor, world::villa, {Verdict::interested, {}, {}}), "property_not_found");
    EXPECT_EQ(set_status(marit, world::villa, "viewed").text("/status"), "viewed");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::interested, {}, {}}), "verdict_closed");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::approved, {}, {}}), "");
    EXPECT_EQ(says(app, world::mark, world::villa, {Verdict::rejected, {Reason::size}, {}}), "");  // a word of his own
    EXPECT_EQ(seen_by(app, world::sanne, world::villa)->status, OfferStatus::approved);
    EXPECT_EQ(marit.get(offers_path).text("/items/0/status"), "approved") << "one of them wants it";
    app.sql("UPDATE properties SET status = 'withdrawn'");
    EXPECT_TRUE(seen_by(app, world::mark, world::villa)->may_say().empty());
}

TEST(OffersApi, TheStrongestWordCountsAmongThePresentContacts)
{
    TestApp app;
    auto marit = app.marit();
    auto const status = [&] { return marit.get(offers_path).text("/items/0/status"); };
    says(app, world::sanne, world::villa, {Verdict::interested, {}, {}});
    says(app, world::mark, world::villa, {Verdict::rejected, {Reason::price}, {}});
    EXPECT_EQ(status(), "interested");
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"deal.property_rejected", "deal.property_interested"})) << "each word is recorded";
    auto const sanne_in_deal = "/api/v1/deals/" + world::second_home.text() + "/contacts/" + world::sanne.text();
    ASSERT_EQ(marit.remove(sanne_in_deal).status, 204U);
    EXPECT_EQ(status(), "rejected") << "who left does not count";
    ASSERT_EQ(marit.put(sanne_in_deal).status, 204U);
    EXPECT_EQ(status(), "interested") << "who came back does";
    says(app, world::sanne, world::villa, {Verdict::rejected, {Reason::size}, {}});
    EXPECT_EQ(status(), "rejected") << "nobody wants it";
}

TEST(OffersApi, StaffSetTheStatusWithinTheRules)
{
    TestApp app;
    auto lucia = app.lucia();
    EXPECT_EQ(set_status(lucia, world::villa, "approved").code(), "status_not_possible");
    EXPECT_EQ(set_status(lucia, world::villa, "bought").status, 422U);
    EXPECT_EQ(set_status(lucia, world::finca, "viewed").code(), "offer_not_found");
    EXPECT_EQ(set_status(lucia, world::villa, "viewed").status, 200U);
    EXPECT_EQ(set_status(lucia, world::villa, "viewed").status, 200U);  // again: nothing new
    EXPECT_EQ(set_status(lucia, world::villa, "interested").code(), "status_not_possible");
    EXPECT_EQ(set_status(lucia, world::villa, "rejected", R"(["layout"])").status, 200U);
    EXPECT_EQ(set_status(lucia, world::villa, "to_review").status, 200U);
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"deal.property_reopened", "deal.property_rejected", "deal.property_viewed"}));
    EXPECT_EQ(seen_by(app, world::sanne, world::villa)->status, OfferStatus::to_review);
}

TEST(OffersApi, AFavouriteShowsOnTheDealAndIsRecordedOnce)
{
    TestApp app;
    auto const set = [&](Favourite favourite, PropertyId property = world::villa) {
        return as_contact(app, world::sanne, [&](http::Request& request) { set_favourite(request, world::sanne, property, favourite); });
    };
    EXPECT_EQ(set(Favourite::yes), "");
    EXPECT_EQ(set(Favourite::yes), "");
    EXPECT_EQ(app.marit().get(offers_path).text("/items/0/favourite_of/0"), world::sanne.text());
    EXPECT_TRUE(seen_by(app, world::sanne, world::villa)->favourite);
    EXPECT_FALSE(seen_by(app, world::mark, world::villa)->favourite);
    EXPECT_EQ(set(Favourite::no), "");
    EXPECT_EQ(set(Favourite::yes, world::finca), "property_not_found");
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"property.unfavourited", "property.favourited"}));
}

TEST(OffersApi, ARatingShowsOnTheDealAndTheContactAndIsRecordedOnce)
{
    TestApp app;
    auto marit = app.marit();
    auto const rate = [&](ContactId contact, std::optional<std::int64_t> stars, PropertyId property = world::villa) {
        return as_contact(app, contact, [&](http::Request& request) { set_rating(request, contact, property, stars); });
    };
    EXPECT_EQ(rate(world::sanne, 4), "");
    EXPECT_EQ(rate(world::sanne, 4), "");
    EXPECT_EQ(rate(world::mark, 2), "");
    EXPECT_EQ(rate(world::sanne, 5), "");
    EXPECT_EQ(rate(world::sanne, 5, world::finca), "property_not_found");
    EXPECT_EQ(rate(world::noor, 5), "property_not_found");
    auto const deal = marit.get(offers_path);
    ASSERT_EQ(deal.at("/items/0/ratings").as_array().size(), 2U) << deal.body;
    EXPECT_EQ(deal.text("/items/0/ratings/0/contact_name"), "Sanne de Wit");
    EXPECT_EQ(deal.at("/items/0/ratings/0/stars").as_int64(), 5);
    EXPECT_EQ(deal.at("/items/0/ratings/1/stars").as_int64(), 2);
    EXPECT_EQ(marit.get("/api/v1/contacts/" + world::mark.text() + "/properties").at("/items/0/stars").as_int64(), 2);
    EXPECT_EQ(rate(world::sanne, {}), "");
    EXPECT_EQ(rate(world::sanne, {}), "");
    EXPECT_FALSE(seen_by(app, world::sanne, world::villa)->stars);
    EXPECT_EQ(app.actions(world::villa.value), (Texts{"property.rating_removed", "property.rated", "property.rated", "property.rated"}));
    auto const timeline = marit.get("/api/v1/deals/" + world::second_home.text() + "/timeline");
    EXPECT_EQ(timeline.text("/items/1/detail/stars"), "5");
    app.sql("UPDATE properties SET status = 'sold'");
    EXPECT_EQ(rate(world::sanne, 3), "verdict_closed");
}

TEST(OffersApi, APropertyOfferedInTwoDealsShowsOnceAsInTheOpenDeal)
{
    TestApp app;
    auto marit = app.marit();
    auto const other = marit.post("/api/v1/deals", R"({"title": "Second try", "contact_ids": [")" + world::sanne.text() + "\"]}").text("/id");
    marit.post("/api/v1/deals/" + other + "/properties", R"({"property_ids": [")" + world::villa.text() + "\"]}");
    marit.put("/api/v1/deals/" + world::second_home.text() + "/stage", R"({"stage_id": ")" + world::stage_lost.text() + "\"}");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::interested, {}, {}}), "");
    app.database().read([&](db::Tx& tx) {
        auto const offers = offers_of_contact(tx, world::vesper, world::sanne);
        ASSERT_EQ(offers.size(), 1U);
        EXPECT_EQ(offers[0].deal_id.text(), other);
        EXPECT_EQ(offers[0].status, OfferStatus::interested);
        EXPECT_EQ(all_offers_of_contact(tx, world::vesper, world::sanne).size(), 2U);
    });
}

TEST(OffersApi, ACompletedViewingMarksWhatWasNotViewedYet)
{
    TestApp app;
    auto const complete = [&] {
        return as_contact(app, world::sanne, [](http::Request& request) { mark_viewed(request, world::second_home, world::villa); });
    };
    EXPECT_EQ(complete(), "");
    EXPECT_EQ(says(app, world::sanne, world::villa, {Verdict::approved, {}, {}}), "");
    EXPECT_EQ(complete(), "");  // a second viewing leaves the last word alone
    EXPECT_EQ(seen_by(app, world::sanne, world::villa)->status, OfferStatus::approved);
}

TEST(OffersApi, AnotherOrganizationSeesAndChangesNothing)
{
    TestApp app;
    auto rival = app.rival();
    EXPECT_EQ(rival.get(offers_path).status, 404U);
    EXPECT_EQ(offer_property(rival, world::rival_flat).status, 404U);
    EXPECT_EQ(set_status(rival, world::villa, "viewed").status, 404U);
    EXPECT_EQ(rival.remove(offers_path + "/" + world::villa.text()).status, 404U);
    EXPECT_EQ(rival.get("/api/v1/contacts/" + world::sanne.text() + "/properties").status, 404U);
    EXPECT_EQ(app.nobody().get(offers_path).status, 401U);
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM offers"), 2);
}

}  // namespace
}  // namespace loggia::deals
