// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access.hpp"

// The statements of self-registration.
namespace loggia::registrations::store {

struct UserIdRow {
    UserId id;
};
BOOST_DESCRIBE_STRUCT(UserIdRow, (), (id))
// Who hears of somebody who registered: the contact's agent, or the administrators when nobody looks after it.
std::vector<UserIdRow> agents_to_tell(db::Tx& tx, OrganizationId organization, ContactId contact);

struct NoticeRow {
    PortalId portal_id;
    ContactId contact_id;
    std::string contact_name;
    std::string contact_email;
    portals::AccessState state = portals::AccessState::active;
    EmailAddress user_email;
    std::string user_name;
    Locale user_locale;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (portal_id, contact_id, contact_name, contact_email, state, user_email, user_name, user_locale))
std::optional<NoticeRow> find_notice(db::Tx& tx, OrganizationId organization, AccessId access, UserId user);

} // namespace loggia::registrations::store
