// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"
#include "features/sign_in_codes/sign_in_code.hpp"
#include "platform/sms/transport.hpp"

// Sending the code. It exists in clear text only while the job runs (ADR 0009); each try makes another.
namespace loggia::sign_in_codes {

struct CodeServices {
    portals::MailServices mails;
    sms::SmsTransport& sms;
};

// In the caller's transaction, and alike for a secret that is nobody's.
void enqueue_code(db::Tx& tx, OrganizationId organization, SecretId secret, Channel channel, Timestamp now);

// Kept with the secret: under which name wrong codes are counted, and what proves itself when the code comes back.
struct SentTo {
    std::string asked_for;            // hash of what was typed, whether or not anybody has it
    std::optional<std::string> email; // folded
    std::optional<std::string> phone; // E.164
};
BOOST_DESCRIBE_STRUCT(SentTo, (), (asked_for, email, phone))

void register_jobs(jobs::Runner& jobs, CodeServices const& services);

} // namespace loggia::sign_in_codes
