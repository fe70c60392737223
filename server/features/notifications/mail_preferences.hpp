// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification.hpp"
#include "platform/auth/sealed.hpp"

// The private address in each bundle with which a mail program takes its reader off the list at one press (RFC 8058). It names the
// reader, sealed, so that nothing is stored for it.
namespace loggia::notifications {

struct MailReaderKey {
    OrganizationId organization;
    Recipient recipient;
};

std::string preferences_token(auth::Sealer const& sealer, MailReaderKey const& key);
std::optional<MailReaderKey> parse_preferences_token(auth::Sealer const& sealer, std::string_view token);

} // namespace loggia::notifications
