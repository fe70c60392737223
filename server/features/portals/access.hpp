// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/rights.hpp"
#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// Accesses: which contact may enter which portal, how far, and how it was invited.
namespace loggia::portals {

using auth::Level; // PRODUCT 5.8

// `none` and `expired` are not stored. `pending` registered itself and waits for staff to approve.
enum class AccessState { none, invited, expired, active, blocked, pending };
BOOST_DESCRIBE_ENUM(AccessState, none, invited, expired, active, blocked, pending)

// How long an invitation and its temporary password are good (PRODUCT 5.7).
inline constexpr std::chrono::hours invitation_lifetime{72};

// One portal of the organization, as the widget of a contact shows it.
struct ContactPortal {
    PortalId portal_id;
    std::string portal_name;
    std::string portal_slug;
    bool portal_enabled = false;
    std::optional<AccessId> access_id;
    AccessState state = AccessState::none;
    std::optional<Level> level;
    std::optional<Timestamp> invited_at;
    std::optional<Timestamp> expires_at; // of an invitation that is not used yet
    std::optional<Timestamp> last_sign_in_at;
};
BOOST_DESCRIBE_STRUCT(ContactPortal, (),
                      (portal_id, portal_name, portal_slug, portal_enabled, access_id, state, level, invited_at, expires_at,
                       last_sign_in_at))

// What an invitation still needs.
enum class MissingField { email, first_name, last_name };
BOOST_DESCRIBE_ENUM(MissingField, email, first_name, last_name)

struct ContactPortals {
    std::vector<ContactPortal> items;
    std::vector<MissingField> missing;
};
BOOST_DESCRIBE_STRUCT(ContactPortals, (), (items, missing))

struct NewAccess {
    PortalId portal_id;
    Level level = Level::standard;
    std::optional<EmailAddress> email; // corrects the contact's
};
BOOST_DESCRIBE_STRUCT(NewAccess, (), (portal_id, level, email))

struct LevelChange {
    Level level = Level::standard;
};
BOOST_DESCRIBE_STRUCT(LevelChange, (), (level))

struct BlockChange {
    bool blocked = false;
};
BOOST_DESCRIBE_STRUCT(BlockChange, (), (blocked))

} // namespace loggia::portals
