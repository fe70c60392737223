// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/notifications/push_key.hpp"
#include "features/portals/portal_mails.hpp"
#include "platform/fetch/http_client.hpp"

namespace loggia::notifications {

// What telling somebody by mail or push needs. All it refers to outlives routes and jobs.
struct NotificationServices {
    portals::MailServices mails;
    auth::Sealer const& sealer;
    fetch::HttpClient const& http;
    PushKey const& push_key;
    std::vector<std::string> allowed_hosts; // of push services, beyond those reached by https
};

} // namespace loggia::notifications
