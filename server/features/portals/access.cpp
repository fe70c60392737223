// SPDX-License-Identifier: Apache-2.0
#include "features/portals/access.hpp"

#include "features/activities/record.hpp"
#include "features/portals/access_store.hpp"

// What the portals slice offers to others about accesses.
namespace loggia::portals {

void follow_status(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    contacts::set_portal_status(tx, organization, contact, status_from(store::states_of_contact(tx, organization, contact)));
}

std::optional<RegisteredAccess> add_registered(db::Tx& tx, OrganizationId organization, Registered const& person, Timestamp now)
{
    RegisteredAccess made{store::account_of(tx, organization, person.contact, now), new_id<AccessId>()};
    auto const inserted = tx.run(R"(
        INSERT INTO accesses (organization_id, id, account_id, portal_id, level, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (organization_id, account_id, portal_id) DO NOTHING
    )",
                                 organization, made.access, made.account, person.portal, person.level, person.state, now);
    if (inserted == 0) return std::nullopt;
    tx.run(R"(
        UPDATE accounts
        SET    password_hash = $3, must_change_password = 0, password_expires_at = NULL, email_verified = $4
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, made.account, person.password_hash, person.email_folded);
    follow_status(tx, organization, person.contact);
    return made;
}

bool has_access(db::Tx& tx, OrganizationId organization, PortalId portal, std::string const& email_folded)
{
    return tx
        .number(R"(
        SELECT 1
        FROM   contacts
        JOIN   accounts ON accounts.organization_id = contacts.organization_id AND accounts.contact_id = contacts.id
        JOIN   accesses ON accesses.organization_id = contacts.organization_id AND accesses.account_id = accounts.id
        WHERE  contacts.organization_id = $1 AND contacts.email_folded = $2 AND accesses.portal_id = $3
    )",
                organization, email_folded, portal)
        .has_value();
}

void tell_expired_invitations(db::Database& database, Timestamp now)
{
    constexpr std::int64_t at_once = 200;
    bool are_more = true;
    while (are_more)
        database.write([&](db::Tx& tx) {
            auto const expired = store::take_expired(tx, now, at_once);
            for (auto const& each : expired)
                activities::record(database, tx, each.organization_id, {}, now,
                                   {.action = "access.expired",
                                    .contact = each.contact_id,
                                    .detail = {{"portal", each.portal_name}},
                                    .also_on = {each.portal_id.value}});
            are_more = std::ssize(expired) == at_once;
        });
}

} // namespace loggia::portals
