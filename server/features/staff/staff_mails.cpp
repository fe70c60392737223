// SPDX-License-Identifier: Apache-2.0
#include "features/staff/staff_mails.hpp"

namespace loggia::staff {

std::optional<Reader> find_reader(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<Reader>(R"(
        SELECT users.name, users.email, users.locale, organizations.name AS organization_name, organizations.time_zone
        FROM   users
        JOIN   organizations ON organizations.id = users.organization_id
        WHERE  users.organization_id = $1 AND users.id = $2 AND users.active = 1
    )",
                           organization, user);
}

portals::MailWords words_for(portals::MailServices const& services, Reader const& reader, std::string kind)
{
    return {services, portals::Recipient{reader.email, reader.name, {}, reader.locale}, std::move(kind)};
}

void send_mail(portals::MailServices const& services, Reader const& reader, std::string subject, mail::Content const& content,
               Timestamp now, portals::MailHeaders const& headers)
{
    mail::Branding const branding{reader.organization_name, {}, {}, reader.organization_name};
    mail::Mail mail;
    mail.from = {services.sender, reader.organization_name};
    mail.to = {reader.email.text(), reader.name};
    mail.subject = std::move(subject);
    mail.text = mail::plain_text(branding, content);
    mail.html = mail::branded_html(branding, content);
    mail.date = now;
    mail.headers = headers;
    portals::deliver(services, mail);
}

} // namespace loggia::staff
