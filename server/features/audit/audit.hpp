// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/activities/activity.hpp"
#include "features/activities/category.hpp"

// The audit log: every activity of the organization, for its administrators.
namespace loggia::audit {

struct AuditEntry : activities::Activity {
    std::optional<std::string> client_address; // absent where no request was under way
    std::optional<ContactId> on_behalf_of_id;  // whom staff acted for while impersonating
    activities::Category category = activities::Category::data;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (activities::Activity), (client_address, on_behalf_of_id, category))

// Whose acts, about whom, when. `q`: each word occurs in the names, the action, the address or the details.
struct AuditFilter {
    std::optional<std::string> q;
    std::optional<activities::Category> category;
    std::optional<activities::ActorId> actor;
    std::optional<ContactId> contact; // on whose timeline it stands
    std::optional<Timestamp> from;    // this moment included,
    std::optional<Timestamp> to;      // this one not
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (), (q, category, actor, contact, from, to))
LOGGIA_LIMITS(AuditFilter, {"q", 0, 200})

struct AuditQuery {
    std::optional<std::string> q;
    std::optional<activities::Category> category;
    std::optional<activities::ActorId> actor;
    std::optional<ContactId> contact;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;

    AuditFilter filter() const { return {q, category, actor, contact, from, to}; }
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (q, category, actor, contact, from, to, after, limit))
LOGGIA_LIMITS(AuditQuery, {"q", 0, 200}, {"after", 1, 100}, {"limit", 1, 100})

// The place of an entry in the log, which runs from the newest to the oldest.
struct Place {
    Timestamp at;
    ActivityId id;
};

} // namespace loggia::audit
