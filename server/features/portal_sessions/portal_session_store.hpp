// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/entry.hpp"

// Every statement about the sign-in of clients.
namespace loggia::portal_sessions::store {

// What is known of whoever has this address, as far as one portal is concerned.
struct SignInRow {
    Entrant entrant;
    std::optional<std::string> password_hash;
    bool must_change_password = false;
    std::optional<Timestamp> password_expires_at;
};
BOOST_DESCRIBE_STRUCT(SignInRow, (), (entrant, password_hash, must_change_password, password_expires_at))

std::optional<SignInRow> find_by_email(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view email_folded);
std::optional<Entrant> find_entrant(db::Tx& tx, OrganizationId organization, PortalId portal, AccountId account);

// Whoever has this e-mail address or phone number and some access to this portal.
std::vector<Entrant> find_by_email_address(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view email_folded);
std::vector<Entrant> find_by_phone(db::Tx& tx, OrganizationId organization, PortalId portal, std::string_view phone);

// Marks the sign-in. False when the access may not be entered, the portal was switched off, or the account has another
// password than the one given, if one is.
bool mark_entry(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<std::string> const& password_hash, Timestamp now);

struct PasswordRow {
    std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(PasswordRow, (), (password_hash))
std::optional<PasswordRow> find_password(db::Tx& tx, OrganizationId organization, AccountId account);

// A password of the contact's own. False when it was changed meanwhile.
bool replace_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash);
// The same password, hashed at another cost.
void rehash_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash);

PortalSession session_of(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<std::string> const& map_tiles);

} // namespace loggia::portal_sessions::store
