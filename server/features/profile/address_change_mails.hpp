// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "platform/sms/transport.hpp"

// The codes that prove an address or a number, and the word of farewell to the former address. A code exists in clear only
// while its job runs (ADR 0009).
namespace loggia::profile {

// What an attempt is for; the payload of its secret.
struct EmailChange {
    std::optional<EmailAddress> from;
    EmailAddress to;
};
BOOST_DESCRIBE_STRUCT(EmailChange, (), (from, to))

struct PhoneChange {
    Phone to;
};
BOOST_DESCRIBE_STRUCT(PhoneChange, (), (to))

enum class Side { current, fresh };
BOOST_DESCRIBE_ENUM(Side, current, fresh)

struct EmailCodeJob {
    SecretId secret;
    ContactId contact;
    PortalId portal;
    Side side = Side::current;
};
BOOST_DESCRIBE_STRUCT(EmailCodeJob, (), (secret, contact, portal, side))

struct PhoneCodeJob {
    SecretId secret;
    ContactId contact;
    PortalId portal;
};
BOOST_DESCRIBE_STRUCT(PhoneCodeJob, (), (secret, contact, portal))

struct FarewellJob {
    ContactId contact;
    PortalId portal;
    EmailAddress from;
    EmailAddress to;
};
BOOST_DESCRIBE_STRUCT(FarewellJob, (), (contact, portal, from, to))

// To the new address of an attempt goes no code when another contact has it: the mail says so, and the asker hears nothing.
void enqueue_email_code(db::Tx& tx, OrganizationId organization, EmailCodeJob const& task, Timestamp now);
void enqueue_phone_code(db::Tx& tx, OrganizationId organization, PhoneCodeJob const& task, Timestamp now);
void enqueue_farewell(db::Tx& tx, OrganizationId organization, FarewellJob const& task, Timestamp now);

// mail.email_change, mail.email_changed, sms.phone_change
void register_jobs(jobs::Runner& jobs, portals::MailServices const& services, sms::SmsTransport& sms);

} // namespace loggia::profile
