// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/contacts/contact.hpp"
#include "features/deals/criteria.hpp"
#include "features/deals/offer.hpp"
#include "features/deals/pipeline.hpp"
#include "features/photos/photo.hpp"

namespace loggia::deals {

struct NamedContact {
    ContactId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedContact, (), (id, name))

// A deal on the board or in a list.
struct DealCard {
    DealId id;
    std::string title;
    PipelineId pipeline_id;
    StageId stage_id;
    std::int64_t position = 0;  // sorts within the stage, lowest first; says nothing about the place by number
    std::optional<Money> value;
    std::optional<Date> expected_on;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::vector<NamedContact> contacts;
    std::int64_t offered = 0;     // properties
    std::int64_t to_review = 0;   // of them
    std::int64_t interested = 0;  // of them
    std::optional<photos::PhotoRef> photo;  // of the property offered first
    Timestamp stage_changed_at;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DealCard, (), (id, title, pipeline_id, stage_id, position, value, expected_on, owner_id, owner_name, contacts,
                                     offered, to_review, interested, photo, stage_changed_at, version))

struct BoardStage {
    StageId stage_id;
    std::int64_t count = 0;
    std::vector<Money> value;     // one sum for each currency
    std::vector<DealCard> deals;  // the first 50
};
BOOST_DESCRIBE_STRUCT(BoardStage, (), (stage_id, count, value, deals))

struct Board {
    PipelineId pipeline_id;
    std::vector<BoardStage> stages;
};
BOOST_DESCRIBE_STRUCT(Board, (), (pipeline_id, stages))

struct DealContact {
    ContactId id;
    std::string name;
    std::optional<std::string> email;
    contacts::ContactStatus status = contacts::ContactStatus::added;
};
BOOST_DESCRIBE_STRUCT(DealContact, (), (id, name, email, status))

// The deal page in one answer.
struct Deal {
    DealId id;
    std::int64_t version = 0;
    std::string title;
    PipelineId pipeline_id;
    StageId stage_id;
    std::int64_t position = 0;
    std::optional<Money> value;
    std::optional<Date> expected_on;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    Criteria criteria;
    std::vector<DealContact> contacts;
    Timestamp stage_changed_at;
    Timestamp created_at;
    std::vector<OfferedProperty> properties;  // newest offer first
};
BOOST_DESCRIBE_STRUCT(Deal, (), (id, version, title, pipeline_id, stage_id, position, value, expected_on, owner_id, owner_name,
                                 criteria, contacts, stage_changed_at, created_at, properties))

struct NewDeal {
    std::string title;
    std::optional<PipelineId> pipeline_id;  // absent: the organization's first
    std::optional<StageId> stage_id;        // absent: the pipeline's first
    std::vector<ContactId> contact_ids;
    std::optional<Money> value;
    std::optional<Date> expected_on;
    std::optional<UserId> owner_id;  // absent: who creates it
    std::optional<Criteria> criteria;
};
BOOST_DESCRIBE_STRUCT(NewDeal, (), (title, pipeline_id, stage_id, contact_ids, value, expected_on, owner_id, criteria))
LOGGIA_LIMITS(NewDeal, {"title", 1, 160}, {"contact_ids", 0, 20})

struct DealChange {
    json::Change<std::string> title;
    json::Change<std::optional<Money>> value;
    json::Change<std::optional<Date>> expected_on;
    json::Change<std::optional<UserId>> owner_id;
    json::Change<Criteria> criteria;
};
BOOST_DESCRIBE_STRUCT(DealChange, (), (title, value, expected_on, owner_id, criteria))
LOGGIA_LIMITS(DealChange, {"title", 1, 160})

// To which stage, and to which place among its deals: 0 is the top, and a place beyond the end is the end.
struct StageMove {
    StageId stage_id;
    std::optional<std::int64_t> position;  // absent: the top
};
BOOST_DESCRIBE_STRUCT(StageMove, (), (stage_id, position))
LOGGIA_LIMITS(StageMove, {"position", 0, 1'000'000})

struct BoardQuery {
    std::optional<PipelineId> pipeline;  // absent: the organization's first
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (pipeline))

struct DealQuery {
    std::optional<PipelineId> pipeline;
    std::optional<StageId> stage;
    std::optional<UserId> owner;
    std::optional<std::string> q;  // words of the title or of a contact's name
    std::optional<DealId> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(DealQuery, (), (pipeline, stage, owner, q, after, limit))
LOGGIA_LIMITS(DealQuery, {"q", 0, 200}, {"limit", 1, 100})

// The progress of a deal as its client sees it: the open stages of the pipeline in their order. A lost deal is not shown.
enum class StepState { done, current, ahead };
BOOST_DESCRIBE_ENUM(StepState, done, current, ahead)

struct Step {
    std::optional<std::string> key;
    std::string name;
    StepState state = StepState::ahead;
};
BOOST_DESCRIBE_STRUCT(Step, (), (key, name, state))

struct DealProgress {
    DealId id;
    std::string title;
    std::optional<Date> expected_on;
    std::vector<Step> stages;
};
BOOST_DESCRIBE_STRUCT(DealProgress, (), (id, title, expected_on, stages))

// How a deal ended for its client: with what it wanted (all steps are done), or without (no steps, and no word of losing).
enum class Ending { completed, closed };
BOOST_DESCRIBE_ENUM(Ending, completed, closed)

}  // namespace loggia::deals
