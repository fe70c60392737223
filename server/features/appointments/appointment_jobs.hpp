// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal_mails.hpp"

// What the clock does to appointments (PRODUCT 8.5). Every node looks each minute; what one has done is done for all.
namespace loggia::appointments {

// Requests whose last moment has passed expire; contact and owner are told.
void expire_requests(db::Database& database, Timestamp now);

// Contacts are reminded 24 hours and one hour before, once each, and not of what was agreed later than that.
void send_reminders(db::Database& database, Timestamp now);

void register_jobs(jobs::Runner& runner, db::Database& database, portals::MailServices const& services);

} // namespace loggia::appointments
