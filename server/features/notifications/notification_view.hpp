// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/notification_store.hpp"
#include "platform/i18n/messages.hpp"

namespace loggia::notifications {

// As its recipient is shown it: a client is told no other contact, nothing of homes without the right to see them, and only the
// detail that is meant for clients.
Notification shown(store::Row row, Recipient const& recipient, auth::Rights rights);

// Its sentence in this language, as in the app.
std::string sentence_of(Notification const& notification, i18n::Catalogue const& catalogue, std::string_view locale);

} // namespace loggia::notifications
