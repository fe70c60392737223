// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_cards.hpp"

#include <unordered_map>

#include "features/deals/pipeline_store.hpp"
#include "platform/db/batch.hpp"

namespace loggia::deals {

namespace {

constexpr std::int64_t most_deals_of_stage = 50;

struct CardContact {
    DealId deal_id;
    ContactId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(CardContact, (), (deal_id, id, name))

struct CardOffer {
    DealId deal_id;
    OfferStatus status = OfferStatus::to_review;
    std::optional<PhotoId> photo_id;
};
BOOST_DESCRIBE_STRUCT(CardOffer, (), (deal_id, status, photo_id))

using CardsById = std::unordered_map<DealId, DealCard*>;

void add_contacts(db::Tx& tx, OrganizationId organization, std::vector<DealId> const& ids, CardsById& cards)
{
    auto contacts = db::rows_of<CardContact>(tx, R"(
        SELECT   deal_contacts.deal_id, contacts.id, contacts.first_name || ' ' || contacts.last_name AS name
        FROM     deal_contacts
        JOIN     contacts ON contacts.organization_id = deal_contacts.organization_id AND contacts.id = deal_contacts.contact_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.deal_id IN ($ids)
        ORDER BY deal_contacts.deal_id, contacts.name_folded, contacts.id
    )", organization, ids);
    for (auto& contact : contacts) cards.at(contact.deal_id)->contacts.push_back({contact.id, std::move(contact.name)});
}

void add_offers(db::Tx& tx, OrganizationId organization, std::vector<DealId> const& ids, CardsById& cards)
{
    auto const offers = db::rows_of<CardOffer>(tx, R"(
        SELECT   offers.deal_id, offers.status, properties.photo_id
        FROM     offers
        JOIN     properties ON properties.organization_id = offers.organization_id AND properties.id = offers.property_id
        WHERE    offers.organization_id = $1 AND offers.deal_id IN ($ids)
        ORDER BY offers.deal_id, offers.offered_at, offers.property_id
    )", organization, ids);

    std::unordered_map<DealId, PhotoId> first_photos;
    std::vector<PhotoId> photo_ids;
    for (auto const& offer : offers) {
        auto& card = *cards.at(offer.deal_id);
        ++card.offered;
        if (offer.status == OfferStatus::to_review) ++card.to_review;
        if (offer.status == OfferStatus::interested) ++card.interested;
        if (offer.photo_id && first_photos.emplace(offer.deal_id, *offer.photo_id).second) photo_ids.push_back(*offer.photo_id);
    }
    auto const refs = photos::load_refs(tx, organization, photo_ids);
    for (auto const& [deal, photo] : first_photos)
        if (auto const found = refs.find(photo); found != refs.end()) cards.at(deal)->photo = found->second;
}

DealCard to_card(store::DealRow row)
{
    DealCard card;
    card.id = row.id;
    card.title = std::move(row.title);
    card.pipeline_id = row.pipeline_id;
    card.stage_id = row.stage_id;
    card.position = row.position;
    card.value = std::move(row.value);
    card.expected_on = row.expected_on;
    card.owner_id = row.owner_id;
    card.owner_name = std::move(row.owner_name);
    card.stage_changed_at = row.stage_changed_at;
    card.version = row.version;
    return card;
}

}  // namespace

std::vector<DealCard> to_cards(db::Tx& tx, OrganizationId organization, std::vector<store::DealRow> rows)
{
    std::vector<DealCard> cards;
    std::vector<DealId> ids;
    cards.reserve(rows.size());
    for (auto& row : rows) {
        ids.push_back(row.id);
        cards.push_back(to_card(std::move(row)));
    }
    CardsById by_id;
    for (auto& card : cards) by_id.emplace(card.id, &card);
    add_contacts(tx, organization, ids, by_id);
    add_offers(tx, organization, ids, by_id);
    return cards;
}

Board load_board(db::Tx& tx, OrganizationId organization, PipelineId pipeline)
{
    auto const stages = store::stages_of(tx, organization, pipeline);
    if (stages.empty()) throw Problem(Fault::not_found, "pipeline_not_found", "This pipeline does not exist.");

    Board board{pipeline, {}};
    std::vector<store::DealRow> rows;
    for (auto const& stage : stages) {
        board.stages.push_back({stage.id, 0, {}, {}});
        for (auto& row : store::first_of_stage(tx, organization, stage.id, most_deals_of_stage)) rows.push_back(std::move(row));
    }
    std::unordered_map<StageId, BoardStage*> by_id;
    for (auto& stage : board.stages) by_id.emplace(stage.stage_id, &stage);
    for (auto& total : store::totals_of(tx, organization, pipeline)) {
        auto& stage = *by_id.at(total.stage_id);
        stage.count += total.count;
        if (total.valued > 0) stage.value.push_back({total.amount, std::move(total.currency)});
    }
    for (auto& card : to_cards(tx, organization, std::move(rows))) by_id.at(card.stage_id)->deals.push_back(std::move(card));
    return board;
}

}  // namespace loggia::deals
