// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

// Mails to staff members: under their organization's name, in their own language.
namespace loggia::staff {

struct Reader {
    std::string name;
    EmailAddress email;
    Locale locale;
    std::string organization_name;
    std::string time_zone; // the organization's
};
BOOST_DESCRIBE_STRUCT(Reader, (), (name, email, locale, organization_name, time_zone))

// Nothing when the person works here no more.
std::optional<Reader> find_reader(db::Tx& tx, OrganizationId organization, UserId user);

// Texts under mail.<kind>. `services` must outlive it.
portals::MailWords words_for(portals::MailServices const& services, Reader const& reader, std::string kind);

// A mail that is refused for good gives the job up.
void send_mail(portals::MailServices const& services, Reader const& reader, std::string subject, mail::Content const& content,
               Timestamp now, portals::MailHeaders const& headers = {});

} // namespace loggia::staff
