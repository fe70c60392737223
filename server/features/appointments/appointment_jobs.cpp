// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_jobs.hpp"

#include "features/appointments/appointment_acts.hpp"
#include "features/appointments/appointment_mail.hpp"
#include "platform/log/log.hpp"

namespace loggia::appointments {

namespace {

void expire(db::Database& database, db::Tx& tx, store::Due const& due, Timestamp now)
{
    auto row = store::find(tx, due.organization_id, due.id);
    if (!row || refusal_of(Party::clock, Step::expire, row->state(), now, "UTC") != Refused::no) return;
    row->status = *status_after(Party::clock, Step::expire, row->state());
    if (!store::update(tx, due.organization_id, *row, now)) return;
    activities::record(database, tx, due.organization_id, {}, now, act_on(*row, "appointment.expired"));
    enqueue_contact_mail(tx, due.organization_id, now, *row, News::expired);
    enqueue_staff_mail(tx, due.organization_id, now, *row, News::expired);
}

// Due since a while (the server was down): the next time that is still to come follows, one that has passed does not.
void remind(db::Tx& tx, store::Due const& due, Timestamp now)
{
    auto const row = store::find(tx, due.organization_id, due.id);
    if (!row || !row->remind_at || *row->remind_at > now) return;
    bool const lies_ahead = row->status == AppointmentStatus::confirmed && row->starts_at && *row->starts_at > now;
    auto const next = lies_ahead ? next_reminder(*row->starts_at, now) : std::nullopt;
    if (!store::set_reminder(tx, due.organization_id, due.id, *row->remind_at, next)) return;
    if (lies_ahead) enqueue_contact_mail(tx, due.organization_id, now, *row, News::reminder);
}

// Each in a transaction of its own: one that fails leaves the others alone, and is tried again the next minute.
void for_each_due(db::Database& database, std::vector<store::Due> const& due, char const* what,
                  std::function<void(db::Tx&, store::Due const&)> const& act)
{
    for (auto const& each : due) {
        try {
            database.write([&](db::Tx& tx) {
                tx.narrow_to(each.organization_id);
                act(tx, each);
            });
        } catch (std::exception const& error) {
            log::warning(what, {{"appointment", each.id.text()}, {"error", error.what()}});
        }
    }
}

} // namespace

void expire_requests(db::Database& database, Timestamp now)
{
    std::vector<store::Due> due;
    database.read([&](db::Tx& tx) { due = store::to_expire(tx, now); });
    for_each_due(database, due, "appointment.expiry_failed", [&](db::Tx& tx, store::Due const& each) { expire(database, tx, each, now); });
}

void send_reminders(db::Database& database, Timestamp now)
{
    std::vector<store::Due> due;
    database.read([&](db::Tx& tx) { due = store::to_remind(tx, now); });
    for_each_due(database, due, "appointment.reminder_failed", [&](db::Tx& tx, store::Due const& each) { remind(tx, each, now); });
}

void register_jobs(jobs::Runner& runner, db::Database& database, portals::MailServices const& services)
{
    runner.on(std::string(contact_mail), [services](jobs::Context& job) { send_contact_mail(job, services); });
    runner.on(std::string(staff_mail), [services](jobs::Context& job) { send_staff_mail(job, services); });
    runner.every(std::chrono::minutes(1), [&database](Timestamp now) {
        expire_requests(database, now);
        send_reminders(database, now);
    });
}

} // namespace loggia::appointments
