// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_sessions/entry.hpp"
#include "features/portal_sessions/open_sessions.hpp"

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

// A password of the contact's own, in place of the old one or of none. False when it was changed meanwhile.
bool replace_password(db::Tx& tx, OrganizationId organization, AccountId account, std::optional<std::string> const& old_hash,
                      std::string const& new_hash);
// Whatever was the password before: of who proved by a link to be the person. `proven_email`, folded, is remembered if given.
void choose_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& hash,
                     std::optional<std::string> const& proven_email);
// The same password, hashed at another cost.
void rehash_password(db::Tx& tx, OrganizationId organization, AccountId account, std::string const& old_hash, std::string const& new_hash);

// To whom a link was sent.
struct ReaderRow {
    std::string first_name;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(ReaderRow, (), (first_name, email))
ReaderRow find_reader(db::Tx& tx, OrganizationId organization, ContactId contact);

// A session with all that its app is told of it, but the lists.
struct SessionRow {
    SignedInContact contact;
    OpenPortal portal;
    AccountId account_id;
    AccessId access_id;
    portals::Level level = portals::Level::standard;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::int64_t company_scope = 0;
    bool must_change_password = false;
    std::string time_zone;
    TourState tour = TourState::due;
    bool has_password = false;
    std::optional<ContactId> acting_contact_id;
    std::optional<CompanyId> acting_company_id;
    bool identity_chosen = false;
    sessions::Method method = sessions::Method::password;
    std::optional<ImpersonationMode> impersonation;
    std::optional<std::string> impersonator_name;
    Timestamp expires_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (contact, portal, account_id, access_id, level, rights_granted, rights_denied, company_scope, must_change_password,
                       time_zone, tour, has_password, acting_contact_id, acting_company_id, identity_chosen, method, impersonation,
                       impersonator_name, expires_at))
std::optional<SessionRow> find_session(db::Tx& tx, OrganizationId organization, SessionId session);

std::vector<Identity> contacts_stood_for(db::Tx& tx, OrganizationId organization, AccountId account);
std::vector<Identity> companies_of(db::Tx& tx, OrganizationId organization, ContactId contact);
// Switched-on portals in which the account is active, or invited and in time.
std::vector<OpenPortal> portals_open_to(db::Tx& tx, OrganizationId organization, AccountId account, Timestamp now);

void remember_identity(db::Tx& tx, OrganizationId organization, AccessId access, std::optional<ContactId> contact,
                       std::optional<CompanyId> company);

// The account's, in any portal, the last used first.
std::vector<OpenClientSession> open_sessions(db::Tx& tx, OrganizationId organization, AccountId account, SessionId current);

} // namespace loggia::portal_sessions::store
