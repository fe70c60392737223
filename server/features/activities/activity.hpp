// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/record.hpp"

// Reading activities: the timeline of a contact, deal, property or company.
namespace loggia::activities {

using ActorId = Id<struct ActorTag>; // a user's or a contact's id

// One entry of a timeline. Names are those of today, except the actor's, which is as it was then. The sentence is
// locales' activity.<action with "_" for ".">; `detail` holds the texts it needs beyond the names.
struct Activity {
    ActivityId id;
    Timestamp at;
    std::string action;
    ActorKind actor_kind = ActorKind::system;
    std::optional<ActorId> actor_id; // absent for the system
    std::string actor_name;
    std::optional<ContactId> contact_id;
    std::optional<std::string> contact_name;
    std::optional<DealId> deal_id;
    std::optional<std::string> deal_title;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::map<std::string, std::string> detail;
    std::optional<std::string> on_behalf_of_name; // the contact staff acted for while impersonating
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (id, at, action, actor_kind, actor_id, actor_name, contact_id, contact_name, deal_id, deal_title, property_id,
                       property_title, detail, on_behalf_of_name))

struct TimelineQuery {
    std::optional<ActivityId> after; // the `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(TimelineQuery, (), (after, limit))
LOGGIA_LIMITS(TimelineQuery, {"limit", 1, 100})

// The newest first. `subject_id` is the id of whatever has the timeline; the caller has made sure that it exists.
http::Page<Activity> timeline_of(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, TimelineQuery const& query);

std::optional<Activity> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity);

} // namespace loggia::activities
