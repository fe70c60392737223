// SPDX-License-Identifier: Apache-2.0
#include "features/portal_home/portal_home_store.hpp"

namespace loggia::portal_home::store {

namespace {

struct NameRow {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name))

} // namespace

std::optional<AgentRow> agent_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.find<AgentRow>(R"(
        SELECT users.id, users.name AS agent_name, users.email AS agent_email, users.phone AS agent_phone
        FROM   contacts
        JOIN   users ON users.organization_id = contacts.organization_id AND users.id = contacts.owner_id
        WHERE  contacts.organization_id = $1 AND contacts.id = $2
    )",
                             organization, contact);
}

std::string user_name(db::Tx& tx, OrganizationId organization, UserId user)
{
    auto const row = tx.find<NameRow>("SELECT name FROM users WHERE organization_id = $1 AND id = $2", organization, user);
    return row ? row->name : std::string();
}

std::string organization_locale(db::Tx& tx, OrganizationId organization)
{
    auto const row = tx.find<NameRow>("SELECT locale AS name FROM organizations WHERE id = $1", organization);
    return row ? row->name : std::string();
}

std::string organization_time_zone(db::Tx& tx, OrganizationId organization)
{
    return tx.find<NameRow>("SELECT time_zone AS name FROM organizations WHERE id = $1", organization).value().name;
}

std::vector<ChangeRow> changes(db::Tx& tx, OrganizationId organization, DealId deal, PropertyId property, ContactId contact)
{
    return tx.rows<ChangeRow>(R"(
        SELECT   activities.action, activities.at
        FROM     activity_links
        JOIN     activities ON activities.organization_id = activity_links.organization_id AND activities.id = activity_links.activity_id
        WHERE    activity_links.organization_id = $1 AND activity_links.subject_id = $2
          AND    activities.property_id = $3
          AND    ((activities.actor_kind = 'staff' AND activities.on_behalf_of_id IS NULL) OR activities.contact_id = $4)
          AND    activities.action IN ('deal.property_reopened', 'deal.property_interested', 'deal.property_rejected',
                                       'deal.property_viewed', 'deal.property_approved')
        ORDER BY activities.id
    )",
                              organization, deal, property, contact);
}

static std::string photo_of_offer(std::string_view people)
{
    return R"(
        SELECT 1
        FROM   photos
        JOIN   properties ON properties.organization_id = photos.organization_id AND properties.id = photos.property_id
        JOIN   offers ON offers.organization_id = photos.organization_id AND offers.property_id = photos.property_id
        JOIN   deal_contacts ON deal_contacts.organization_id = photos.organization_id AND deal_contacts.deal_id = offers.deal_id
        WHERE  photos.organization_id = $1 AND photos.id = $3 AND properties.status <> 'draft' AND offers.status_at >= $4
          AND  )" +
           std::string(people) + " LIMIT 1";
}

bool may_see_photo(db::Tx& tx, OrganizationId organization, http::Viewer const& viewer, PhotoId photo)
{
    static std::string const of_own = photo_of_offer("deal_contacts.contact_id = $2");
    static std::string const of_company = photo_of_offer(
        "deal_contacts.contact_id IN (SELECT contact_id FROM company_people WHERE organization_id = $1 AND company_id = $2)");
    auto const since = viewer.since.value_or(Timestamp{});
    return tx.number(of_own, organization, viewer.contact, photo, since) ||
           (viewer.company && tx.number(of_company, organization, viewer.company, photo, since));
}

bool add_sight(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO property_sights (organization_id, contact_id, property_id, at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization_id, contact_id, property_id) DO NOTHING
    )",
                  organization, contact, property, now) > 0;
}

} // namespace loggia::portal_home::store
