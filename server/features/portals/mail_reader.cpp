// SPDX-License-Identifier: Apache-2.0
#include "features/portals/mail_reader.hpp"

namespace loggia::portals {

namespace {

struct ReaderRow {
    Recipient recipient;
    std::optional<PortalId> own_portal;
    std::optional<PortalId> first_portal;
};
BOOST_DESCRIBE_STRUCT(ReaderRow, (), (recipient, own_portal, first_portal))

} // namespace

std::optional<MailReader> find_mail_reader(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto row = tx.find<ReaderRow>(R"(
        SELECT contacts.email AS recipient_email, contacts.first_name AS recipient_first_name,
               contacts.last_name AS recipient_last_name, contacts.locale AS recipient_locale,
               (SELECT   accesses.portal_id
                FROM     accounts
                JOIN     accesses ON accesses.organization_id = accounts.organization_id AND accesses.account_id = accounts.id
                JOIN     portals  ON portals.organization_id = accounts.organization_id AND portals.id = accesses.portal_id
                WHERE    accounts.organization_id = contacts.organization_id AND accounts.contact_id = contacts.id
                  AND    accesses.state IN ('active', 'invited') AND portals.enabled = 1
                ORDER BY accesses.state, COALESCE(accesses.last_sign_in_at, 0) DESC, accesses.id
                LIMIT    1) AS own_portal,
               (SELECT   portals.id
                FROM     portals
                WHERE    portals.organization_id = contacts.organization_id
                ORDER BY portals.enabled DESC, portals.id
                LIMIT    1) AS first_portal
        FROM   contacts
        WHERE  contacts.organization_id = $1 AND contacts.id = $2 AND contacts.email IS NOT NULL
    )",
                                  organization, contact);
    if (!row || !row->first_portal) return std::nullopt;
    auto portal = store::find_face(tx, organization, row->own_portal.value_or(*row->first_portal));
    if (!portal) return std::nullopt;
    return MailReader{std::move(row->recipient), *std::move(portal), row->own_portal.has_value()};
}

} // namespace loggia::portals
