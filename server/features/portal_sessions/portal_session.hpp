// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access.hpp"

// Clients' sign-in to one portal.
namespace loggia::portal_sessions {

struct PortalCredentials {
    std::string email; // as typed: an address that cannot be one is simply not known
    std::string password;
};
BOOST_DESCRIBE_STRUCT(PortalCredentials, (), (email, password))
LOGGIA_LIMITS(PortalCredentials, {"email", 1, 254}, {"password", 1, 256})

struct SignedInContact {
    ContactId id;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    Locale locale;
    bool has_photo = false;
    std::optional<std::string> photo_url;
};
BOOST_DESCRIBE_STRUCT(SignedInContact, (), (id, first_name, last_name, email, phone, locale, has_photo, photo_url))

struct OpenPortal {
    std::string slug;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(OpenPortal, (), (slug, name))

// For whom somebody acts in the portal: himself, another contact he stands for, or one of his companies.
enum class IdentityKind { self, contact, company };
BOOST_DESCRIBE_ENUM(IdentityKind, self, contact, company)

using IdentityId = Id<struct IdentityTag>; // a contact's or a company's

struct Identity {
    IdentityKind kind = IdentityKind::self;
    IdentityId id;
    std::string name;
    auto operator<=>(Identity const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (kind, id, name))

struct IdentityChoice {
    IdentityKind kind = IdentityKind::self;
    IdentityId id;
};
BOOST_DESCRIBE_STRUCT(IdentityChoice, (), (kind, id))

struct PortalChoice {
    std::string slug; // the present one, or one it had before
};
BOOST_DESCRIBE_STRUCT(PortalChoice, (), (slug))
LOGGIA_LIMITS(PortalChoice, {"slug", 1, 60})

enum class TourState { due, done };
BOOST_DESCRIBE_ENUM(TourState, due, done)

enum class ImpersonationMode { read_only, act };
BOOST_DESCRIBE_ENUM(ImpersonationMode, read_only, act)

struct ImpersonationNotice {
    std::string staff_name;
    ImpersonationMode mode = ImpersonationMode::read_only;
    Timestamp ends_at;
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ImpersonationNotice, (), (staff_name, mode, ends_at, contact_id))

struct PortalSession {
    SignedInContact contact; // whose account it is
    OpenPortal portal;
    portals::Level level = portals::Level::standard;
    bool must_change_password = false;
    std::string time_zone;                // the organization's, IANA name
    std::optional<std::string> map_tiles; // URL template; absent: maps are off
    std::vector<auth::Right> rights;      // what is allowed now
    Identity identity;
    std::vector<Identity> identities; // one, where there is nothing to choose
    bool must_choose_identity = false;
    std::vector<OpenPortal> portals; // those the account may enter now, this one included
    TourState tour = TourState::due;
    bool has_password = false;
    std::optional<ImpersonationNotice> impersonation;
};
BOOST_DESCRIBE_STRUCT(PortalSession, (),
                      (contact, portal, level, must_change_password, time_zone, map_tiles, rights, identity, identities,
                       must_choose_identity, portals, tour, has_password, impersonation))

// The session as its app sees it.
PortalSession session_of(db::Tx& tx, OrganizationId organization, SessionId session, std::optional<std::string> const& map_tiles,
                         Timestamp now);

struct PortalPasswordChange {
    std::optional<std::string> current_password; // absent: the account has none yet
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PortalPasswordChange, (), (current_password, new_password))
LOGGIA_LIMITS(PortalPasswordChange, {"current_password", 1, 256}, {"new_password", 0, 256})

struct PortalLocaleChoice {
    Locale locale;
};
BOOST_DESCRIBE_STRUCT(PortalLocaleChoice, (), (locale))

} // namespace loggia::portal_sessions
