// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal.hpp"

// Accesses: which contact may enter which portal, how far, and how it was invited.
namespace loggia::portals {

// `none` and `expired` are not stored. `pending` registered itself and waits for staff to approve.
enum class AccessState { none, invited, expired, active, blocked, pending };
BOOST_DESCRIBE_ENUM(AccessState, none, invited, expired, active, blocked, pending)

// How long an invitation and its secret are good (PRODUCT 5.7).
inline constexpr std::chrono::hours invitation_lifetime{72};

// One right that differs from what the level gives.
struct RightOverride {
    auth::Right right = auth::Right::properties;
    bool allowed = false;
};
BOOST_DESCRIBE_STRUCT(RightOverride, (), (right, allowed))

// What became of an invitation's mail. `by_hand`: none is sent, staff hand the text over themselves.
enum class DeliveryState { queued, sent, failed, by_hand };
BOOST_DESCRIBE_ENUM(DeliveryState, queued, sent, failed, by_hand)

struct Delivery {
    DeliveryState state = DeliveryState::queued;
    Timestamp at;
    std::optional<std::string> error; // why it failed: a code of docs/API.md
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (state, at, error))

// One portal of the organization, as the widget of a contact shows it.
struct ContactPortal {
    PortalId portal_id;
    std::string portal_name;
    std::string portal_slug;
    bool portal_enabled = false;
    InvitationStyle invitation_style = InvitationStyle::temporary_password;
    std::optional<AccessId> access_id;
    AccessState state = AccessState::none;
    std::optional<Level> level;
    std::vector<auth::Right> rights; // what the access comes to
    std::vector<RightOverride> overrides;
    std::vector<auth::RecordKind> company_scope; // kinds of records seen for the whole company
    std::optional<std::int64_t> retention_days;  // absent: the portal's
    std::optional<Timestamp> invited_at;
    std::optional<Timestamp> expires_at; // of an invitation that is not used yet
    std::optional<Timestamp> last_sign_in_at;
    std::optional<Delivery> delivery; // of the newest invitation
};
BOOST_DESCRIBE_STRUCT(ContactPortal, (),
                      (portal_id, portal_name, portal_slug, portal_enabled, invitation_style, access_id, state, level, rights, overrides,
                       company_scope, retention_days, invited_at, expires_at, last_sign_in_at, delivery))

// What an invitation still needs. `active_lead`: a lead all of whose deals are closed is no active one.
enum class MissingField { email, first_name, last_name, active_lead };
BOOST_DESCRIBE_ENUM(MissingField, email, first_name, last_name, active_lead)

// What it should have.
enum class Recommendation { linked_property };
BOOST_DESCRIBE_ENUM(Recommendation, linked_property)

struct StoodFor {
    ContactId contact_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(StoodFor, (), (contact_id, name))

struct ContactPortals {
    std::vector<ContactPortal> items;
    std::vector<MissingField> missing;
    std::vector<Recommendation> recommended;
    std::vector<StoodFor> stands_for; // further contacts the account acts for
    bool may_manage = false;          // whether the caller may change any of it
};
BOOST_DESCRIBE_STRUCT(ContactPortals, (), (items, missing, recommended, stands_for, may_manage))

struct NewAccess {
    std::vector<PortalId> portal_ids;
    Level level = Level::standard;
    std::vector<RightOverride> overrides;
    std::vector<auth::RecordKind> company_scope;
    std::optional<std::int64_t> retention_days;
    std::optional<EmailAddress> email; // these three correct the contact's
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    bool by_hand = false; // no mail: staff hand the invitation over
};
BOOST_DESCRIBE_STRUCT(NewAccess, (), (portal_ids, level, overrides, company_scope, retention_days, email, first_name, last_name, by_hand))
LOGGIA_LIMITS(NewAccess, {"portal_ids", 1, 20}, {"overrides", 0, 12}, {"company_scope", 0, 6}, {"retention_days", 1, 3650},
              {"first_name", 1, 80}, {"last_name", 1, 80})

struct RightsChange {
    Level level = Level::standard;
    std::vector<RightOverride> overrides;
    std::vector<auth::RecordKind> company_scope;
    std::optional<std::int64_t> retention_days;
};
BOOST_DESCRIBE_STRUCT(RightsChange, (), (level, overrides, company_scope, retention_days))
LOGGIA_LIMITS(RightsChange, {"overrides", 0, 12}, {"company_scope", 0, 6}, {"retention_days", 1, 3650})

struct BlockChange {
    bool blocked = false;
};
BOOST_DESCRIBE_STRUCT(BlockChange, (), (blocked))

struct ApprovalChoice {
    bool approved = false;
};
BOOST_DESCRIBE_STRUCT(ApprovalChoice, (), (approved))

// An invitation to hand over: in the contact's language, with a secret of its own.
struct InvitationText {
    std::string subject;
    std::string text;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationText, (), (subject, text, expires_at))

// Somebody who registered and waits.
struct PortalRequest {
    AccessId access_id;
    ContactId contact_id;
    std::string contact_name;
    std::optional<std::string> email;
    std::string portal_name;
    Timestamp requested_at;
};
BOOST_DESCRIBE_STRUCT(PortalRequest, (), (access_id, contact_id, contact_name, email, portal_name, requested_at))

struct PortalRequests {
    std::vector<PortalRequest> items;
};
BOOST_DESCRIBE_STRUCT(PortalRequests, (), (items))

struct LevelRights {
    Level level = Level::basic;
    std::vector<auth::Right> rights;
};
BOOST_DESCRIBE_STRUCT(LevelRights, (), (level, rights))

struct Levels {
    std::vector<LevelRights> levels;
};
BOOST_DESCRIBE_STRUCT(Levels, (), (levels))

// What other features may do.

// Brings the contact's status in line with the states of its accesses.
void follow_status(db::Tx& tx, OrganizationId organization, ContactId contact);

// The access of somebody who registered himself with a password, and proved the e-mail address. Nothing when there is one already.
struct Registered {
    PortalId portal;
    ContactId contact;
    Level level = Level::standard;
    AccessState state = AccessState::active; // or pending
    std::string password_hash;
    std::string email_folded;
};
struct RegisteredAccess {
    AccountId account;
    AccessId access;
};
std::optional<RegisteredAccess> add_registered(db::Tx& tx, OrganizationId organization, Registered const& person, Timestamp now);

// Whether somebody with this folded address has an access to the portal, in whatever state.
bool has_access(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& email_folded);

// Records once, on whichever node, that an invitation was not used in time. In system scope; safe to repeat.
void tell_expired_invitations(db::Database& database, Timestamp now);

} // namespace loggia::portals
