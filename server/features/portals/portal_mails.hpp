// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_store.hpp"
#include "platform/auth/password.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/layout.hpp"
#include "platform/mail/transport.hpp"

// What all mails of a portal have in common: its name and colours, its address, whom to ask, the reader's language.
namespace loggia::portals {

struct MailServices {
    mail::MailTransport& transport;
    i18n::Catalogue const& catalogue;
    std::string sender;     // the address that mails come from
    std::string public_url; // without a slash at its end
    auth::PasswordCost password_cost;
};

struct Recipient {
    EmailAddress email;
    std::string first_name;
    std::string last_name;
    Locale locale;

    std::string name() const { return last_name.empty() ? first_name : first_name + " " + last_name; }
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (email, first_name, last_name, locale))

// One mail's words, looked up under mail.<kind>.
class MailWords {
public:
    MailWords(MailServices const& services, Recipient const& recipient, std::string kind)
        : services_(services), locale_(recipient.locale.empty() ? "en" : recipient.locale.text()), kind_(std::move(kind))
    {}
    std::string operator()(std::string_view key, i18n::Arguments const& arguments = {}) const
    {
        return services_.catalogue.format(locale_, "mail." + kind_ + "." + std::string(key), arguments);
    }
    std::string const& locale() const { return locale_; }

private:
    MailServices const& services_;
    std::string locale_;
    std::string kind_;
};

// A contact as the reader of a mail of one portal.
struct Addressee {
    Recipient recipient;
    std::string time_zone; // the organization's
    store::FaceRow portal;
};
// Nothing without an e-mail address, or when the portal is gone.
std::optional<Addressee> find_addressee(db::Tx& tx, OrganizationId organization, ContactId contact, PortalId portal);

std::string address_of(MailServices const& services, store::FaceRow const& portal);

// The line that names the support contact; empty when the portal names none.
std::string support_line(MailServices const& services, Recipient const& recipient, store::FaceRow const& portal);

// Sends it under the portal's name and colours, at times with an invitation for the reader's calendar, or further headers. A mail
// that is refused for good gives the job up.
using MailHeaders = std::vector<std::pair<std::string, std::string>>;
void send_mail(MailServices const& services, Recipient const& recipient, store::FaceRow const& portal, std::string subject,
               mail::Content const& content, Timestamp now, mail::Invitation const& invitation = {}, MailHeaders const& headers = {});

// Hands a finished mail on; one that is refused for good gives the job up.
void deliver(MailServices const& services, mail::Mail const& mail);

// All mails of this feature: mail.invitation and mail.registration_decided.
void register_jobs(jobs::Runner& jobs, MailServices const& services);

} // namespace loggia::portals
