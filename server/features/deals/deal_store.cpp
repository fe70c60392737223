// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_store.hpp"

#include "features/deals/deal_rules.hpp"
#include "features/deals/deal_select.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/json/writer.hpp"

namespace loggia::deals::store {

namespace {

struct Neighbour {
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(Neighbour, (), (position))

struct ContactIdRow {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ContactIdRow, (), (contact_id))

struct CurrencyRow {
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(CurrencyRow, (), (currency))

// The column holds a currency even without an amount: the organization's own.
std::string currency_of(db::Tx& tx, OrganizationId organization, std::optional<Money> const& value)
{
    if (value) return value->currency;
    auto const row = tx.find<CurrencyRow>("SELECT currency FROM organizations WHERE id = $1", organization);
    return row ? row->currency : Money{}.currency;
}

std::optional<std::int64_t> amount_of(std::optional<Money> const& value)
{
    return value ? std::optional(value->amount) : std::nullopt;
}

void index_title(db::Tx& tx, OrganizationId organization, DealId deal, std::string const& title)
{
    db::index_text(tx, db::SearchIndex::deals, organization, deal.value, i18n::fold(title));
}

}  // namespace

std::optional<DealRow> find_deal(db::Tx& tx, OrganizationId organization, DealId deal)
{
    static std::string const sql = select_deals + "WHERE deals.organization_id = $1 AND deals.id = $2";
    return tx.find<DealRow>(sql, organization, deal);
}

void insert_deal(db::Tx& tx, OrganizationId organization, DealId deal, DealFields const& fields, Place const& place, Timestamp now)
{
    tx.run(R"(
        INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_amount, value_currency, expected_on,
                           owner_id, criteria, stage_changed_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    )", organization, deal, place.pipeline, place.stage, place.position, fields.title, amount_of(fields.value),
        currency_of(tx, organization, fields.value), fields.expected_on, fields.owner_id, json::to_text(fields.criteria), now, now);
    index_title(tx, organization, deal, fields.title);
}

bool update_deal(db::Tx& tx, OrganizationId organization, DealId deal, std::int64_t version, DealFields const& fields)
{
    auto const changed = tx.run(R"(
        UPDATE deals
        SET    title = $4, value_amount = $5, value_currency = $6, expected_on = $7, owner_id = $8, criteria = $9,
               version = version + 1
        WHERE  organization_id = $1 AND id = $2 AND version = $3
    )", organization, deal, version, fields.title, amount_of(fields.value), currency_of(tx, organization, fields.value),
        fields.expected_on, fields.owner_id, json::to_text(fields.criteria));
    if (changed == 1) index_title(tx, organization, deal, fields.title);
    return changed == 1;
}

void place_deal(db::Tx& tx, OrganizationId organization, DealId deal, Place const& place, Timestamp stage_changed_at)
{
    tx.run(R"(
        UPDATE deals
        SET    pipeline_id = $3, stage_id = $4, position = $5, stage_changed_at = $6, version = version + 1
        WHERE  organization_id = $1 AND id = $2
    )", organization, deal, place.pipeline, place.stage, place.position, stage_changed_at);
}

// At most `count` positions of the stage in order, from the place by number, without the deal that moves.
static std::vector<Neighbour> neighbours(db::Tx& tx, OrganizationId organization, StageId stage, DealId moved, std::int64_t from,
                                         std::int64_t count)
{
    return tx.rows<Neighbour>(R"(
        SELECT   position
        FROM     deals
        WHERE    organization_id = $1 AND stage_id = $2 AND id <> $3
        ORDER BY position, id
        LIMIT    $4 OFFSET $5
    )", organization, stage, moved, count, from);
}

static std::optional<std::int64_t> position_at(db::Tx& tx, OrganizationId organization, StageId stage, DealId moved, std::int64_t place)
{
    if (place == 0) {
        auto const first = neighbours(tx, organization, stage, moved, 0, 1);
        return position_between({}, first.empty() ? std::nullopt : std::optional(first[0].position));
    }
    auto const around = neighbours(tx, organization, stage, moved, place - 1, 2);
    if (around.size() == 2) return position_between(around[0].position, around[1].position);
    // Beyond the end, or behind the last.
    auto const last = tx.number(R"(
        SELECT MAX(position) FROM deals WHERE organization_id = $1 AND stage_id = $2 AND id <> $3
    )", organization, stage, moved);
    return position_between(last, {});
}

std::int64_t make_room(db::Tx& tx, OrganizationId organization, StageId stage, DealId moved, std::int64_t place)
{
    if (auto const position = position_at(tx, organization, stage, moved, place)) return *position;
    tx.run(R"(
        UPDATE deals
        SET    position = numbered.place * $3
        FROM   (SELECT id, ROW_NUMBER() OVER (ORDER BY position, id) AS place
                FROM   deals
                WHERE  organization_id = $1 AND stage_id = $2) AS numbered
        WHERE  deals.organization_id = $1 AND deals.id = numbered.id
    )", organization, stage, position_gap);
    return position_at(tx, organization, stage, moved, place).value();
}

std::vector<DealRow> first_of_stage(db::Tx& tx, OrganizationId organization, StageId stage, std::int64_t limit)
{
    static std::string const sql = select_deals + R"(
        WHERE    deals.organization_id = $1 AND deals.stage_id = $2
        ORDER BY deals.position, deals.id
        LIMIT    $3
    )";
    return tx.rows<DealRow>(sql, organization, stage, limit);
}

std::vector<DealRow> deals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    static std::string const sql = select_deals + R"(
        JOIN     deal_contacts ON deal_contacts.organization_id = deals.organization_id AND deal_contacts.deal_id = deals.id
        WHERE    deals.organization_id = $1 AND deal_contacts.contact_id = $2
        ORDER BY deals.id DESC
        LIMIT    200
    )";
    return tx.rows<DealRow>(sql, organization, contact);
}

std::vector<DealRow> deals_of_property(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    static std::string const sql = select_deals + R"(
        JOIN     offers ON offers.organization_id = deals.organization_id AND offers.deal_id = deals.id
        WHERE    deals.organization_id = $1 AND offers.property_id = $2
        ORDER BY deals.id DESC
        LIMIT    200
    )";
    return tx.rows<DealRow>(sql, organization, property);
}

std::vector<StageTotal> totals_of(db::Tx& tx, OrganizationId organization, PipelineId pipeline)
{
    // Answered from the index deals_for_totals alone.
    return tx.rows<StageTotal>(R"(
        SELECT   stage_id, value_currency AS currency, COUNT(*) AS count, COUNT(value_amount) AS valued, SUM(value_amount) AS amount
        FROM     deals
        WHERE    organization_id = $1 AND pipeline_id = $2
        GROUP BY stage_id, value_currency
        ORDER BY stage_id, value_currency
    )", organization, pipeline);
}

std::vector<DealContact> contacts_of(db::Tx& tx, OrganizationId organization, DealId deal)
{
    return tx.rows<DealContact>(R"(
        SELECT   contacts.id, contacts.first_name || ' ' || contacts.last_name AS name, contacts.email, contacts.status
        FROM     deal_contacts
        JOIN     contacts ON contacts.organization_id = deal_contacts.organization_id AND contacts.id = deal_contacts.contact_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.deal_id = $2
        ORDER BY contacts.name_folded, contacts.id
    )", organization, deal);
}

std::vector<ContactId> contact_ids_of(db::Tx& tx, OrganizationId organization, DealId deal)
{
    std::vector<ContactId> ids;
    for (auto const& row : tx.rows<ContactIdRow>(R"(
        SELECT contact_id FROM deal_contacts WHERE organization_id = $1 AND deal_id = $2 ORDER BY contact_id
    )", organization, deal))
        ids.push_back(row.contact_id);
    return ids;
}

bool add_contact(db::Tx& tx, OrganizationId organization, DealId deal, ContactId contact)
{
    return tx.run(R"(
        INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES ($1, $2, $3)
        ON CONFLICT (organization_id, deal_id, contact_id) DO NOTHING
    )", organization, deal, contact) == 1;
}

bool remove_contact(db::Tx& tx, OrganizationId organization, DealId deal, ContactId contact)
{
    return tx.run("DELETE FROM deal_contacts WHERE organization_id = $1 AND deal_id = $2 AND contact_id = $3",
                  organization, deal, contact) == 1;
}

bool contact_exists(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.number("SELECT id FROM contacts WHERE organization_id = $1 AND id = $2", organization, contact).has_value();
}

bool property_exists(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    return tx.number("SELECT id FROM properties WHERE organization_id = $1 AND id = $2", organization, property).has_value();
}

bool user_exists(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.number("SELECT id FROM users WHERE organization_id = $1 AND id = $2", organization, user).has_value();
}

}  // namespace loggia::deals::store
