// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/activity.hpp"

// Every statement on activities. Each takes the organization first and filters by it.
namespace loggia::activities::store {

void insert_activity(db::Tx& tx, OrganizationId organization, ActivityId activity, Author const& author, Timestamp now, Act const& act);
void insert_link(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, ActivityId activity);

// Newest first, all older than `before`.
std::vector<Activity> timeline(db::Tx& tx, OrganizationId organization, std::int64_t subject_id, ActivityId before, std::int64_t limit);

std::optional<Activity> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity);

}  // namespace loggia::activities::store
