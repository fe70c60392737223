// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <map>

#include "platform/http/message.hpp"

// The activity row: the one source of timeline, audit, notifications and live events.
namespace loggia::activities {

enum class ActorKind { staff, contact, system };
BOOST_DESCRIBE_ENUM(ActorKind, staff, contact, system)

// What happened. `action` is "<noun>.<past participle>" ("deal.property_offered"); each has its sentence in locales under
// activity.<action with "_" for ".">. `detail` holds the small texts the sentence needs beyond the names.
struct Act {
    std::string action;
    ContactId contact{}; // 0 where there is none, likewise below
    DealId deal{};
    PropertyId property{};
    std::map<std::string, std::string> detail{};

    // On whose timelines it stands besides contact, deal and property: a company, a feed, a portal, further contacts.
    std::vector<std::int64_t> also_on{};
    // Clients who may hear of it at once; the contact above is not among them by itself.
    std::vector<ContactId> told{};
    // The right without which those do not hear of it.
    std::optional<auth::Right> needs{};
};

struct Author {
    ActorKind kind = ActorKind::system;
    std::int64_t id = 0;
    std::string name;
    std::string client_address{}; // from where; empty where no request is under way
    ContactId on_behalf_of{};     // staff who act as this contact while impersonating
    std::string on_behalf_of_name{};
};

// Writes the activity in the caller's transaction, tells open pages after its commit, and has it made known to those it concerns
// (notifiable.hpp). Gives the activity's id.
ActivityId record(http::Request const& request, Act const& act);
// The same in a transaction that the handler opened itself.
ActivityId record(http::Request const& request, db::Tx& tx, Act const& act);
// The same where the author is not whom the request is signed in as, or no request is under way.
ActivityId record(db::Tx& tx, OrganizationId organization, Author const& author, Timestamp now, Act const& act);
inline ActivityId record(db::Database&, db::Tx& tx, OrganizationId organization, Author const& author, Timestamp now, Act const& act)
{
    return record(tx, organization, author, now, act);
}

} // namespace loggia::activities
