// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/property_page.hpp"

#include "features/deals/deal_progress.hpp"
#include "features/portal_home/portal_home_store.hpp"

namespace loggia::portal_home {

namespace {

using deals::ContactOffer;

constexpr std::chrono::hours market_changes_shown{24 * 90};

PropertyCard card_of(ContactOffer const& offer, Timestamp now)
{
    PropertyCard card;
    card.id = offer.property_id;
    card.reference = offer.reference;
    card.title = offer.title;
    card.type = offer.type;
    card.purpose = offer.purpose;
    card.price = offer.price;
    card.street = offer.street;
    card.postcode = offer.postcode;
    card.town = offer.town;
    card.bedrooms = offer.bedrooms;
    card.bathrooms = offer.bathrooms;
    card.built_m2 = offer.built_m2;
    card.energy_label = offer.energy_label;
    card.property_status = offer.property_status;
    card.photo = offer.photo;
    card.status = offer.status;
    card.status_at = offer.status_at;
    card.offered_at = offer.offered_at;
    card.is_new = is_new(offer, now);
    card.favourite = offer.favourite;
    card.stars = offer.stars;
    card.of_company = offer.of_colleague;
    card.note = offer.note;
    return card;
}

std::optional<HomeNews> named(http::Request& request, std::optional<News> const& news, std::optional<store::AgentRow> const& agent)
{
    if (!news) return std::nullopt;
    auto const is_agent = agent && agent->id == news->by;
    return HomeNews{is_agent ? agent->agent.name : store::user_name(request.tx(), request.organization(), news->by), news->count,
                    news->since};
}

// The portal's own words for what the activities say.
std::optional<deals::OfferStatus> status_of(std::string_view action)
{
    constexpr std::string_view prefix = "deal.property_";
    if (action == "deal.property_reopened") return deals::OfferStatus::to_review;
    if (!action.starts_with(prefix)) return std::nullopt;
    return json::enum_value<deals::OfferStatus>(action.substr(prefix.size()));
}

std::vector<OfferChange> changes_of(http::Request& request, ContactOffer const& offer)
{
    std::vector<OfferChange> changes{{deals::OfferStatus::to_review, offer.offered_at}};
    for (auto const& row : store::changes(request.tx(), request.organization(), offer.deal_id, offer.property_id, request.actor.contact)) {
        auto const status = status_of(row.action);
        if (status && row.at >= offer.offered_at && *status != changes.back().status) changes.push_back({*status, row.at});
    }
    // Offers that came in by import have no activities of their own.
    if (changes.back().status != offer.status) changes.push_back({offer.status, offer.status_at});
    return changes;
}

void put_property(PropertyPage& page, properties::Property property, std::vector<std::string> const& languages)
{
    page.country = property.country;
    page.province = std::move(property.province);
    page.latitude = property.latitude;
    page.longitude = property.longitude;
    page.plot_m2 = property.plot_m2;
    page.year_built = property.year_built;
    page.energy_consumption = property.energy_consumption;
    page.energy_emissions = property.energy_emissions;
    page.features = std::move(property.features);
    page.video_url = std::move(property.video_url);
    page.tour_url = std::move(property.tour_url);
    auto const description = pick_description(property.descriptions, languages);
    if (description != property.descriptions.end()) {
        page.description_language = description->first;
        page.description = description->second;
    }
    for (auto& photo : property.photos) {
        if (photo.state != photos::PhotoState::ready) continue;
        page.photos.push_back(
            {{photo.id, photo.width, photo.height, std::move(photo.colour), std::move(photo.widths)}, photo.kind, std::move(photo.title)});
    }
}

} // namespace

std::vector<PropertyCard> cards_of(std::vector<ContactOffer const*> const& offers, Timestamp now)
{
    std::vector<PropertyCard> cards;
    cards.reserve(offers.size());
    for (auto const* offer : offers) cards.push_back(card_of(*offer, now));
    return cards;
}

// Homes, counts and news: for those who may see the properties.
static void put_homes(PortalHome& home, http::Request& request, std::optional<store::AgentRow> const& agent)
{
    auto const viewer = request.actor.viewer(auth::RecordKind::properties);
    auto const offers = deals::offers_of_contact(request.tx(), request.organization(), viewer);
    home.totals = count(offers);
    home.counts = own_counts(offers);
    home.news = named(request, news_of(offers, request.now), agent);
    home.properties = cards_of(all_on_home(offers), request.now);
    home.to_review = cards_of(to_review_on_home(offers), request.now);
}

static void put_appointments(PortalHome& home, http::Request& request)
{
    auto upcoming = appointments::upcoming_of(request);
    home.counts.appointments = upcoming.count;
    home.next_appointment = std::move(upcoming.next);
}

PortalHome home_of(http::Request& request)
{
    auto const& actor = request.actor;
    PortalHome home;
    auto const agent = store::agent_of_contact(request.tx(), request.organization(), actor.contact);
    if (agent) home.agent = agent->agent;
    if (actor.may(auth::Right::properties)) put_homes(home, request, agent);
    if (actor.may(auth::Right::appointments)) put_appointments(home, request);
    home.deals = deals::progress_of_contact(request.tx(), request.organization(), actor.contact, actor.visible_since);
    return home;
}

PropertyPage page_of(http::Request& request, PropertyId id)
{
    auto const organization = request.organization();
    auto const viewer = request.actor.viewer(auth::RecordKind::properties);
    auto const offer = deals::find_offer_of_contact(request.tx(), organization, viewer, id);
    auto property = offer ? properties::find_property(request.tx(), organization, id) : std::nullopt;
    if (!property) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");

    PropertyPage page;
    static_cast<PropertyCard&>(page) = card_of(*offer, request.now);
    put_property(page, *std::move(property), {request.actor.locale.text(), "en", store::organization_locale(request.tx(), organization)});
    page.offered_by_name = store::user_name(request.tx(), organization, offer->offered_by);
    page.reasons = offer->reasons;
    page.comment = offer->comment;
    if (auto const agent = store::agent_of_contact(request.tx(), organization, request.actor.contact)) page.agent = agent->agent;
    if (request.actor.may(auth::Right::other_contacts))
        page.others = deals::verdicts_of_others(request.tx(), organization, *offer, request.actor.contact);
    page.changes = changes_of(request, *offer);
    page.market_changes = properties::market_changes(request.tx(), organization, id, request.now - market_changes_shown);
    page.may_say = offer->may_say();
    page.may_judge = !page.may_say.empty();
    return page;
}

} // namespace loggia::portal_home
