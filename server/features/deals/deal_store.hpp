// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/deals/deal.hpp"
#include "platform/db/database.hpp"

// Every statement on deals and their contacts. Each takes the organization first and filters by it.
namespace loggia::deals::store {

struct DealRow {
    DealId id;
    std::int64_t version = 0;
    std::string title;
    PipelineId pipeline_id;
    StageId stage_id;
    StageKind stage_kind = StageKind::open;
    std::int64_t position = 0;
    std::optional<Money> value;
    std::optional<Date> expected_on;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::string criteria;
    Timestamp stage_changed_at;
    Timestamp created_at;

    bool is_open() const { return stage_kind == StageKind::open; }
};
BOOST_DESCRIBE_STRUCT(DealRow, (), (id, version, title, pipeline_id, stage_id, stage_kind, position, value, expected_on, owner_id,
                                    owner_name, criteria, stage_changed_at, created_at))

std::optional<DealRow> find_deal(db::Tx& tx, OrganizationId organization, DealId deal);

// What is written of a deal; the rest has its own functions.
struct DealFields {
    std::string title;
    std::optional<Money> value;
    std::optional<Date> expected_on;
    std::optional<UserId> owner_id;
    Criteria criteria;
};

struct Place {
    PipelineId pipeline;
    StageId stage;
    std::int64_t position = 0;
};

void insert_deal(db::Tx& tx, OrganizationId organization, DealId deal, DealFields const& fields, Place const& place, Timestamp now);
// False when the version is another by now.
bool update_deal(db::Tx& tx, OrganizationId organization, DealId deal, std::int64_t version, DealFields const& fields);
void place_deal(db::Tx& tx, OrganizationId organization, DealId deal, Place const& place, Timestamp stage_changed_at);

// The free position at the place by number (0: the top) among the other deals of the stage; makes room where there is none.
std::int64_t make_room(db::Tx& tx, OrganizationId organization, StageId stage, DealId moved, std::int64_t place);

std::vector<DealRow> first_of_stage(db::Tx& tx, OrganizationId organization, StageId stage, std::int64_t limit);
std::vector<DealRow> list_deals(db::Tx& tx, OrganizationId organization, DealQuery const& query, std::int64_t count);
std::vector<DealRow> deals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact);     // newest 200
std::vector<DealRow> deals_of_property(db::Tx& tx, OrganizationId organization, PropertyId property);  // newest 200

struct StageTotal {
    StageId stage_id;
    std::string currency;
    std::int64_t count = 0;   // deals
    std::int64_t valued = 0;  // of them with a value
    std::int64_t amount = 0;  // their sum
};
BOOST_DESCRIBE_STRUCT(StageTotal, (), (stage_id, currency, count, valued, amount))
std::vector<StageTotal> totals_of(db::Tx& tx, OrganizationId organization, PipelineId pipeline);

std::vector<DealContact> contacts_of(db::Tx& tx, OrganizationId organization, DealId deal);
std::vector<ContactId> contact_ids_of(db::Tx& tx, OrganizationId organization, DealId deal);
bool add_contact(db::Tx& tx, OrganizationId organization, DealId deal, ContactId contact);  // false: is there already
bool remove_contact(db::Tx& tx, OrganizationId organization, DealId deal, ContactId contact);

// Of other slices, only whether they are there.
bool contact_exists(db::Tx& tx, OrganizationId organization, ContactId contact);
bool property_exists(db::Tx& tx, OrganizationId organization, PropertyId property);
bool user_exists(db::Tx& tx, OrganizationId organization, UserId user);

}  // namespace loggia::deals::store
