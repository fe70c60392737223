// SPDX-License-Identifier: Apache-2.0
#include "features/portal_sessions/portal_session.hpp"

#include "features/portal_sessions/identity_rules.hpp"
#include "features/portal_sessions/portal_session_store.hpp"
#include "features/portraits/portrait.hpp"

namespace loggia::portal_sessions {

namespace {

Person person_of(db::Tx& tx, OrganizationId organization, store::SessionRow const& row)
{
    auto const& contact = row.contact;
    Person person;
    person.self = {IdentityKind::self, {contact.id.value}, contact.first_name + " " + contact.last_name};
    person.contacts = store::contacts_stood_for(tx, organization, row.account_id);
    person.sees_companies = row.company_scope != 0;
    if (person.sees_companies) person.companies = store::companies_of(tx, organization, contact.id);
    return person;
}

auth::Rights rights_of(store::SessionRow const& row)
{
    return auth::effective_rights(row.level, auth::Rights::from_bits(row.rights_granted), auth::Rights::from_bits(row.rights_denied));
}

} // namespace

PortalSession session_of(db::Tx& tx, OrganizationId organization, SessionId session, std::optional<std::string> const& map_tiles,
                         Timestamp now)
{
    auto row = store::find_session(tx, organization, session).value();
    PortalSession answer;
    answer.identities = identities_of(person_of(tx, organization, row));
    answer.identity = current_identity(answer.identities, row.acting_contact_id, row.acting_company_id);
    answer.must_choose_identity = must_choose(answer.identities, row.identity_chosen);
    answer.rights = rights_of(row).members();
    answer.contact = std::move(row.contact);
    answer.contact.photo_url = portraits::address_for_client(answer.contact.photo_url);
    answer.portal = std::move(row.portal);
    answer.level = row.level;
    answer.must_change_password = row.must_change_password;
    answer.time_zone = std::move(row.time_zone);
    answer.map_tiles = map_tiles;
    answer.tour = row.tour;
    answer.has_password = row.has_password;
    if (!row.impersonation) {
        answer.portals = store::portals_open_to(tx, organization, row.account_id, now);
        return answer;
    }
    // Staff came to see this portal, and that is what the record says they saw; neither password nor tour are theirs.
    answer.portals = {answer.portal};
    answer.must_change_password = false;
    answer.tour = TourState::done;
    answer.impersonation = {row.impersonator_name.value_or(""), *row.impersonation, row.expires_at, answer.contact.id};
    return answer;
}

} // namespace loggia::portal_sessions
