// SPDX-License-Identifier: Apache-2.0
#include "features/calendars/calendar_feed_store.hpp"

namespace loggia::calendars::store {

namespace {

template <class IdType>
std::optional<IdType> unless_zero(IdType id)
{
    return id ? std::optional(id) : std::nullopt;
}

} // namespace

std::optional<Timestamp> made_at(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber)
{
    auto const made =
        subscriber.user
            ? tx.number("SELECT created_at FROM calendar_feeds WHERE organization_id = $1 AND user_id = $2", organization, subscriber.user)
            : tx.number("SELECT created_at FROM calendar_feeds WHERE organization_id = $1 AND access_id = $2 AND contact_id = $3",
                        organization, subscriber.access, subscriber.contact);
    return made ? std::optional(Timestamp{*made}) : std::nullopt;
}

void insert(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber, std::string const& token_hash, Timestamp now)
{
    tx.run(R"(
        INSERT INTO calendar_feeds (token_hash, organization_id, user_id, access_id, contact_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
    )",
           token_hash, organization, unless_zero(subscriber.user), unless_zero(subscriber.access), unless_zero(subscriber.contact), now);
}

bool remove(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber)
{
    if (subscriber.user)
        return tx.run("DELETE FROM calendar_feeds WHERE organization_id = $1 AND user_id = $2", organization, subscriber.user) == 1;
    return tx.run("DELETE FROM calendar_feeds WHERE organization_id = $1 AND access_id = $2 AND contact_id = $3", organization,
                  subscriber.access, subscriber.contact) == 1;
}

std::optional<FeedRow> find(db::Tx& tx, std::string const& token_hash)
{
    return tx.find<FeedRow>("SELECT organization_id, user_id, access_id, contact_id FROM calendar_feeds WHERE token_hash = $1", token_hash);
}

std::optional<UserRow> find_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<UserRow>(R"(
        SELECT users.name, users.locale, organizations.name AS organization_name
        FROM   users
        JOIN   organizations ON organizations.id = users.organization_id
        WHERE  users.organization_id = $1 AND users.id = $2 AND users.active = 1
    )",
                            organization, user);
}

// The conditions are those of a session (features/sessions): what shuts a person out shuts its calendar programs out.
std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access, ContactId contact)
{
    return tx.find<AccessRow>(R"(
        SELECT contacts.locale, portals.name AS portal_name, portals.slug AS portal_slug, accesses.level, accesses.rights_granted,
               accesses.rights_denied, accesses.company_scope,
               (SELECT MIN(company_people.company_id)
                FROM   company_people
                WHERE  company_people.organization_id = accesses.organization_id AND company_people.contact_id = accounts.contact_id
                  AND  accounts.contact_id = $3) AS company_id,
               COALESCE(accesses.retention_days, portals.retention_days) AS retention_days
        FROM   accesses
        JOIN   accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
        JOIN   contacts ON contacts.organization_id = accesses.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals  ON portals.organization_id = accesses.organization_id AND portals.id = accesses.portal_id
        WHERE  accesses.organization_id = $1 AND accesses.id = $2 AND accesses.state = 'active' AND portals.enabled = 1
          AND  (accounts.contact_id = $3
                OR EXISTS (SELECT 1 FROM account_contacts
                           WHERE  account_contacts.organization_id = $1 AND account_contacts.account_id = accounts.id
                             AND  account_contacts.contact_id = $3))
    )",
                              organization, access, contact);
}

} // namespace loggia::calendars::store
