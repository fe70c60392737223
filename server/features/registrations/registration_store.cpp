// SPDX-License-Identifier: Apache-2.0
#include "features/registrations/registration_store.hpp"

namespace loggia::registrations::store {

std::vector<UserIdRow> agents_to_tell(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto owner = tx.rows<UserIdRow>(R"(
        SELECT users.id
        FROM   contacts
        JOIN   users ON users.organization_id = contacts.organization_id AND users.id = contacts.owner_id
        WHERE  contacts.organization_id = $1 AND contacts.id = $2 AND users.active = 1
        ORDER BY users.id
    )",
                                    organization, contact);
    if (!owner.empty()) return owner;
    return tx.rows<UserIdRow>("SELECT id FROM users WHERE organization_id = $1 AND role = 'admin' AND active = 1 ORDER BY id",
                              organization);
}

std::optional<NoticeRow> find_notice(db::Tx& tx, OrganizationId organization, AccessId access, UserId user)
{
    return tx.find<NoticeRow>(R"(
        SELECT accesses.portal_id, contacts.id AS contact_id, contacts.first_name || ' ' || contacts.last_name AS contact_name,
               COALESCE(contacts.email, '') AS contact_email, accesses.state,
               users.email AS user_email, users.name AS user_name, users.locale AS user_locale
        FROM   accesses
        JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = accesses.organization_id AND contacts.id = accounts.contact_id
        JOIN   users    ON users.organization_id = accesses.organization_id AND users.id = $3
        WHERE  accesses.organization_id = $1 AND accesses.id = $2 AND users.active = 1
    )",
                              organization, access, user);
}

} // namespace loggia::registrations::store
