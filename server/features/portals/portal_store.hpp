// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal.hpp"

// Every statement about portals. `public_url` is where browsers reach this installation, without a slash at its end.
namespace loggia::portals::store {

std::vector<Portal> portals_of(db::Tx& tx, OrganizationId organization, std::string const& public_url, Timestamp now);
std::optional<Portal> find_portal(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& public_url, Timestamp now);

// A portal that is switched off, with the organization's contact details. Its slug is not claimed yet.
void insert_portal(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& name, Slug const& slug, Timestamp now);

// Makes `slug` lead to this portal, now and from now on. False: another portal has or had it.
bool claim_slug(db::Tx& tx, OrganizationId organization, PortalId portal, Slug const& slug, Timestamp now);
void set_slug(db::Tx& tx, OrganizationId organization, PortalId portal, Slug const& slug);

// False: the version has changed.
bool update_portal(db::Tx& tx, OrganizationId organization, Portal const& portal, std::int64_t expected_version);
void set_enabled(db::Tx& tx, OrganizationId organization, PortalId portal, bool enabled, Timestamp now);

struct FaceRow {
    std::string slug;
    std::string name;
    std::string organization_name;
    std::string organization_locale;
    std::optional<std::string> tagline;
    std::map<std::string, std::string> welcome;
    Colour primary_colour;
    Colour accent_colour;
    Colour header_colour;
    SupportContact support;
    Registration registration = Registration::off;
    bool sign_in_codes = true;
};
BOOST_DESCRIBE_STRUCT(FaceRow, (),
                      (slug, name, organization_name, organization_locale, tagline, welcome, primary_colour, accent_colour, header_colour,
                       support, registration, sign_in_codes))

std::optional<FaceRow> find_face(db::Tx& tx, std::string_view slug);
std::optional<FaceRow> find_face(db::Tx& tx, OrganizationId organization, PortalId portal); // switched on or not

} // namespace loggia::portals::store
