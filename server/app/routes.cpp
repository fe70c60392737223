// SPDX-License-Identifier: Apache-2.0
#include "app/app.hpp"
#include "features/appointments/appointment_jobs.hpp"
#include "features/appointments/appointment_routes.hpp"
#include "features/audit/audit_routes.hpp"
#include "features/calendars/calendar_feed_routes.hpp"
#include "features/companies/company_routes.hpp"
#include "features/contacts/contact_routes.hpp"
#include "features/conversations/conversation_routes.hpp"
#include "features/conversations/conversation.hpp"
#include "features/deals/deal_routes.hpp"
#include "features/feedback/feedback_routes.hpp"
#include "features/feeds/feed_jobs.hpp"
#include "features/feeds/feed_routes.hpp"
#include "features/feeds/photo_fetch.hpp"
#include "features/impersonations/impersonation_routes.hpp"
#include "features/notices/notice.hpp"
#include "features/notifications/notification_routes.hpp"
#include "features/notifications/push_subscription.hpp"
#include "features/one_time/one_time.hpp"
#include "features/passkeys/passkey_routes.hpp"
#include "features/password_resets/password_reset_mail.hpp"
#include "features/password_resets/password_reset_routes.hpp"
#include "features/portal_home/portal_home_routes.hpp"
#include "features/portal_sessions/lock_out.hpp"
#include "features/portal_sessions/portal_session_routes.hpp"
#include "features/portals/access.hpp"
#include "features/portals/portal_mails.hpp"
#include "features/portals/portal_routes.hpp"
#include "features/profile/address_change_mails.hpp"
#include "features/profile/profile_routes.hpp"
#include "features/properties/property_routes.hpp"
#include "features/registrations/registration_mail.hpp"
#include "features/registrations/registration_routes.hpp"
#include "features/second_factors/second_factor_routes.hpp"
#include "features/security/security_routes.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in_codes/sign_in_code_mail.hpp"
#include "features/sign_in_codes/sign_in_code_routes.hpp"
#include "features/staff/staff_routes.hpp"

// Every feature of the program, in one list.
namespace loggia::app {

// Everything that proves who somebody is, besides the password.
static void add_sign_in_routes(http::Router& router, Services const& services)
{
    auto const& map_tiles = services.config.map_tiles;
    sign_in_codes::add_routes(router, map_tiles);
    password_resets::add_routes(router, {services.password_cost, map_tiles.empty() ? std::nullopt : std::optional(map_tiles)});
    second_factors::add_routes(router, services.sealer, services.password_cost);
    passkeys::add_client_routes(router, services.relying_party, services.password_cost, map_tiles);
    passkeys::add_staff_routes(router, services.relying_party, services.password_cost);
    security::add_routes(router);
}

static portals::MailServices mail_services(Services const& services)
{
    return {services.mail, services.catalogue, services.config.mail_from, services.config.public_url, services.password_cost};
}

static notifications::NotificationServices notification_services(Services const& services)
{
    return {mail_services(services), services.sealer, services.http, services.push_key, services.config.fetch_allow};
}

http::Router all_routes(Services const& services)
{
    http::Router router;
    auto const passkeys = services.relying_party ? second_factors::Passkeys::possible : second_factors::Passkeys::impossible;
    staff::add_routes(router, services.hub, services.password_cost, passkeys);
    add_sign_in_routes(router, services);
    contacts::add_routes(router, services.files);
    companies::add_routes(router);
    properties::add_routes(router, services.files, services.images);
    feeds::add_routes(router, services.clock);
    deals::add_routes(router);
    appointments::add_routes(router);
    feedback::add_routes(router, services.files, services.images);
    calendars::add_routes(router, services.catalogue, services.config.public_url);
    conversations::add_routes(router, services.files, services.images);
    notifications::add_routes(router, notification_services(services));
    portals::add_routes(router, mail_services(services));
    portal_sessions::add_routes(router, services.hub, services.password_cost, services.config.map_tiles);
    registrations::add_routes(router, services.password_cost, services.config.map_tiles);
    portal_home::add_routes(router, services.files);
    profile::add_routes(router, services.files, services.images, services.sms, services.password_cost);
    impersonations::add_routes(router);
    audit::add_routes(router);
    return router;
}

// What has had its time: sessions, counted failures, answers kept for repetition.
static void sweep(db::Database& database, Timestamp now)
{
    database.write([now](db::Tx& tx) {
        sessions::remove_expired(tx, now);
        sign_in::remove_old(tx, now);
        sign_in::remove_expired_devices(tx, now);
        one_time::remove_expired(tx, now);
        conversations::remove_unsent(tx, now);
        notifications::remove_old(tx, now);
        notifications::remove_silent_subscriptions(tx, now);
        tx.run("DELETE FROM idempotency_keys WHERE created_at < $1", now - std::chrono::hours(24));
    });
}

void register_jobs(Services const& services)
{
    feeds::register_jobs(services.jobs, services.database, services.clock, services.config.fetch_allow);
    feeds::register_photo_jobs(services.jobs, services.clock, services.http, services.files, services.images);
    auto const mails = mail_services(services);
    portals::register_jobs(services.jobs, mails);
    appointments::register_jobs(services.jobs, services.database, mails);
    notifications::register_jobs(services.jobs, notification_services(services));
    registrations::register_jobs(services.jobs, mails);
    portal_sessions::register_jobs(services.jobs, mails);
    profile::register_jobs(services.jobs, mails, services.sms);
    notices::register_jobs(services.jobs, mails);
    password_resets::register_jobs(services.jobs, mails);
    sign_in_codes::register_jobs(services.jobs, {mails, services.sms});
    services.jobs.every(std::chrono::hours(1), [&database = services.database](Timestamp now) { sweep(database, now); });
    services.jobs.every(std::chrono::minutes(5),
                        [&database = services.database](Timestamp now) { portals::tell_expired_invitations(database, now); });
}

} // namespace loggia::app
