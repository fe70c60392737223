// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

namespace loggia::registrations {

// The code; or, to an address that has an access already, that it has.
inline constexpr std::string_view registration_mail = "mail.registration";
struct RegistrationJob {
    SecretId secret;
};
BOOST_DESCRIBE_STRUCT(RegistrationJob, (), (secret))

// Tells one member of the staff that somebody registered, or waits for approval.
inline constexpr std::string_view notice_mail = "mail.registration_notice";
struct NoticeJob {
    AccessId access;
    UserId user;
};
BOOST_DESCRIBE_STRUCT(NoticeJob, (), (access, user))

void register_jobs(jobs::Runner& jobs, portals::MailServices const& services);

} // namespace loggia::registrations
