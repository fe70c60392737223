// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/auth/rights.hpp"
#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

// Portals: the branded sites of an organization. Described here once: JSON, rows and OpenAPI follow.
namespace loggia::portals {

using auth::Level; // PRODUCT 5.8

// What an invitation lets the contact in with (PRODUCT 5.7).
enum class InvitationStyle { temporary_password, activation_link };
BOOST_DESCRIBE_ENUM(InvitationStyle, temporary_password, activation_link)

// Whether people may let themselves in (PRODUCT 5.9): not at all, at once, or when staff have approved.
enum class Registration { off, open, approval };
BOOST_DESCRIBE_ENUM(Registration, off, open, approval)

struct Portal {
    PortalId id;
    std::int64_t version = 1;
    std::string slug;
    std::string name;
    std::optional<std::string> tagline;
    std::map<std::string, std::string> welcome; // by language
    bool enabled = false;
    std::optional<Timestamp> enabled_at;
    InvitationStyle invitation_style = InvitationStyle::temporary_password;
    Registration registration = Registration::off;
    bool sign_in_codes = true;                  // six digits by text message or mail instead of a password
    Level new_level = Level::standard;          // of those who register themselves
    std::optional<std::int64_t> retention_days; // what was shared longer ago is not shown any more; absent: all is
    Colour primary_colour;
    Colour accent_colour;
    Colour header_colour;
    std::optional<std::string> support_name;
    std::optional<EmailAddress> support_email;
    std::optional<Phone> support_phone;
    std::string address;              // absolute, "https://host/slug/"
    std::int64_t active_accounts = 0; // signed in within 90 days (PRODUCT 5.2)
};
BOOST_DESCRIBE_STRUCT(Portal, (),
                      (id, version, slug, name, tagline, welcome, enabled, enabled_at, invitation_style, registration, sign_in_codes,
                       new_level, retention_days, primary_colour, accent_colour, header_colour, support_name, support_email, support_phone,
                       address, active_accounts))

struct Portals {
    std::vector<Portal> items;
};
BOOST_DESCRIBE_STRUCT(Portals, (), (items))

struct NewPortal {
    std::string name;
    std::optional<Slug> slug; // absent: made from the name
};
BOOST_DESCRIBE_STRUCT(NewPortal, (), (name, slug))
LOGGIA_LIMITS(NewPortal, {"name", 1, 80})

struct PortalChanges {
    json::Change<std::string> name;
    json::Change<std::optional<std::string>> tagline;
    json::Change<std::map<std::string, std::string>> welcome;
    json::Change<InvitationStyle> invitation_style;
    json::Change<Registration> registration;
    json::Change<bool> sign_in_codes;
    json::Change<Level> new_level;
    json::Change<std::optional<std::int64_t>> retention_days;
    json::Change<Colour> primary_colour;
    json::Change<Colour> accent_colour;
    json::Change<Colour> header_colour;
    json::Change<std::optional<std::string>> support_name;
    json::Change<std::optional<EmailAddress>> support_email;
    json::Change<std::optional<Phone>> support_phone;
};
BOOST_DESCRIBE_STRUCT(PortalChanges, (),
                      (name, tagline, welcome, invitation_style, registration, sign_in_codes, new_level, retention_days, primary_colour,
                       accent_colour, header_colour, support_name, support_email, support_phone))
LOGGIA_LIMITS(PortalChanges, {"name", 1, 80}, {"tagline", 0, 160}, {"welcome", 0, 10}, {"retention_days", 1, 3650}, {"support_name", 0, 80})

struct PortalSwitch {
    bool enabled = false;
};
BOOST_DESCRIBE_STRUCT(PortalSwitch, (), (enabled))

struct PortalSlug {
    Slug slug;
};
BOOST_DESCRIBE_STRUCT(PortalSlug, (), (slug))

struct SupportContact {
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(SupportContact, (), (name, email, phone))

// What anyone may know of a portal that is switched on.
struct PortalFace {
    std::string slug; // the present one, also when an old one was asked for
    std::string name;
    std::string organization_name;
    std::optional<std::string> tagline;
    std::optional<std::string> welcome; // in the reader's language, else English, else the organization's
    Colour primary_colour;
    Colour accent_colour;
    Colour header_colour;
    SupportContact support;
    std::vector<std::string> locales;
    Registration registration = Registration::off;
    bool sign_in_codes = true;
    bool passkeys = true; // whether browsers can have any here
};
BOOST_DESCRIBE_STRUCT(PortalFace, (),
                      (slug, name, organization_name, tagline, welcome, primary_colour, accent_colour, header_colour, support, locales,
                       registration, sign_in_codes, passkeys))

struct FaceQuery {
    std::optional<std::string> lang; // before Accept-Language
};
BOOST_DESCRIBE_STRUCT(FaceQuery, (), (lang))
LOGGIA_LIMITS(FaceQuery, {"lang", 0, 35})

// Which portal an address belongs to.
struct PortalPlace {
    OrganizationId organization_id;
    PortalId id;
    std::string slug; // the present one
    std::string name;
    Registration registration = Registration::off;
    bool sign_in_codes = true;
    Level new_level = Level::standard;
};
BOOST_DESCRIBE_STRUCT(PortalPlace, (), (organization_id, id, slug, name, registration, sign_in_codes, new_level))

// The switched-on portal that has or had this slug. In system scope: nobody has signed in yet.
std::optional<PortalPlace> find_place(db::Tx& tx, std::string_view slug);

} // namespace loggia::portals
