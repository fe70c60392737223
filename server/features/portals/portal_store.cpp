// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_store.hpp"

#include "features/portals/portal_rules.hpp"
#include "platform/json/writer.hpp"

namespace loggia::portals {

std::optional<PortalPlace> find_place(db::Tx& tx, std::string_view slug)
{
    return tx.find<PortalPlace>(R"(
        SELECT portals.organization_id, portals.id, portals.slug, portals.name, portals.registration, portals.sign_in_codes,
               portals.new_level
        FROM   portal_slugs
        JOIN   portals ON portals.organization_id = portal_slugs.organization_id AND portals.id = portal_slugs.portal_id
        WHERE  portal_slugs.slug = $1 AND portals.enabled = 1
    )",
                                slug);
}

} // namespace loggia::portals

namespace loggia::portals::store {

namespace {

constexpr std::chrono::hours active_within{24 * 90};

// $2 is the installation's address, $3 the moment since which an account counts as active.
std::string const portal_columns = R"(
        SELECT id, version, slug, name, tagline, welcome, enabled, enabled_at, invitation_style, registration, sign_in_codes, new_level,
               retention_days, primary_colour, accent_colour, header_colour, support_name, support_email, support_phone,
               CAST($2 AS TEXT) || '/' || slug || '/' AS address,
               (SELECT COUNT(*) FROM accesses
                WHERE  accesses.organization_id = portals.organization_id AND accesses.portal_id = portals.id
                  AND  accesses.last_sign_in_at >= CAST($3 AS BIGINT)) AS active_accounts
        FROM   portals
)";

std::string const face_columns = R"(
        SELECT portals.slug, portals.name, organizations.name AS organization_name, organizations.locale AS organization_locale,
               portals.tagline, portals.welcome, portals.primary_colour, portals.accent_colour, portals.header_colour,
               portals.support_name, portals.support_email, portals.support_phone, portals.registration, portals.sign_in_codes
)";

} // namespace

std::vector<Portal> portals_of(db::Tx& tx, OrganizationId organization, std::string const& public_url, Timestamp now)
{
    return tx.rows<Portal>(portal_columns + R"(
        WHERE    organization_id = $1
        ORDER BY id
    )",
                           organization, public_url, now - active_within);
}

std::optional<Portal> find_portal(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& public_url, Timestamp now)
{
    return tx.find<Portal>(portal_columns + R"(
        WHERE  organization_id = $1 AND id = $4
    )",
                           organization, public_url, now - active_within, portal);
}

void insert_portal(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& name, Slug const& slug, Timestamp now)
{
    tx.run(R"(
        INSERT INTO portals (organization_id, id, slug, name, welcome, invitation_style, primary_colour, accent_colour, header_colour,
                             support_name, support_email, support_phone, created_at)
        SELECT id, CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), '{}', 'temporary_password',
               CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), name, email, phone, CAST($8 AS BIGINT)
        FROM   organizations
        WHERE  id = $1
    )",
           organization, portal, slug, name, default_primary, default_accent, default_header, now);
}

bool claim_slug(db::Tx& tx, OrganizationId organization, PortalId portal, Slug const& slug, Timestamp now)
{
    auto const claimed = tx.run(R"(
        INSERT INTO portal_slugs (slug, organization_id, portal_id, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (slug) DO NOTHING
    )",
                                slug, organization, portal, now);
    if (claimed > 0) return true;
    // A portal may take an old address of its own again.
    return tx.number("SELECT 1 FROM portal_slugs WHERE organization_id = $1 AND portal_id = $2 AND slug = $3", organization, portal, slug)
        .has_value();
}

void set_slug(db::Tx& tx, OrganizationId organization, PortalId portal, Slug const& slug)
{
    tx.run("UPDATE portals SET slug = $3, version = version + 1 WHERE organization_id = $1 AND id = $2", organization, portal, slug);
}

bool update_portal(db::Tx& tx, OrganizationId organization, Portal const& portal, std::int64_t expected_version)
{
    return tx.run(R"(
        UPDATE portals
        SET    name = $4, tagline = $5, welcome = $6, primary_colour = $7, accent_colour = $8, header_colour = $9,
               support_name = $10, support_email = $11, support_phone = $12, invitation_style = $13, registration = $14,
               sign_in_codes = $15, new_level = $16, retention_days = $17, version = version + 1
        WHERE  organization_id = $1 AND id = $2 AND version = $3
    )",
                  organization, portal.id, expected_version, portal.name, portal.tagline, json::to_text(portal.welcome),
                  portal.primary_colour, portal.accent_colour, portal.header_colour, portal.support_name, portal.support_email,
                  portal.support_phone, portal.invitation_style, portal.registration, portal.sign_in_codes, portal.new_level,
                  portal.retention_days) > 0;
}

void set_enabled(db::Tx& tx, OrganizationId organization, PortalId portal, bool enabled, Timestamp now)
{
    tx.run(R"(
        UPDATE portals
        SET    enabled = CAST($3 AS BIGINT),
               enabled_at = CASE WHEN CAST($3 AS BIGINT) = 1 THEN COALESCE(enabled_at, $4) ELSE enabled_at END,
               version = version + 1
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, portal, enabled, now);
}

std::optional<FaceRow> find_face(db::Tx& tx, std::string_view slug)
{
    return tx.find<FaceRow>(face_columns + R"(
        FROM   portal_slugs
        JOIN   portals ON portals.organization_id = portal_slugs.organization_id AND portals.id = portal_slugs.portal_id
        JOIN   organizations ON organizations.id = portals.organization_id
        WHERE  portal_slugs.slug = $1 AND portals.enabled = 1
    )",
                            slug);
}

std::optional<FaceRow> find_face(db::Tx& tx, OrganizationId organization, PortalId portal)
{
    return tx.find<FaceRow>(face_columns + R"(
        FROM   portals
        JOIN   organizations ON organizations.id = portals.organization_id
        WHERE  portals.organization_id = $1 AND portals.id = $2
    )",
                            organization, portal);
}

} // namespace loggia::portals::store
