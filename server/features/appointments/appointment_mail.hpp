// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/appointments/appointment_store.hpp"
#include "features/portals/portal_mails.hpp"

// Mails about appointments. Acts put jobs beside their change; the mail is written when it is sent, from what is true then.
namespace loggia::appointments {

// What the reader is told. `requested` and `accepted` go to staff alone, the rest from `confirmed` on to the contact alone.
enum class News { requested, accepted, cancelled, expired, confirmed, changed, proposed, declined, reminder };
BOOST_DESCRIBE_ENUM(News, requested, accepted, cancelled, expired, confirmed, changed, proposed, declined, reminder)

inline constexpr std::string_view contact_mail = "mail.appointment_contact";
inline constexpr std::string_view staff_mail = "mail.appointment_staff";

struct AppointmentMail {
    AppointmentId appointment;
    News news = News::confirmed;
};
BOOST_DESCRIBE_STRUCT(AppointmentMail, (), (appointment, news))

// Nothing for one without a contact, or that its contact does not see.
void enqueue_contact_mail(db::Tx& tx, OrganizationId organization, Timestamp now, store::Row const& row, News news);
void enqueue_staff_mail(db::Tx& tx, OrganizationId organization, Timestamp now, store::Row const& row, News news); // to its owner

inline void tell_contact(http::Request const& request, store::Row const& row, News news)
{
    enqueue_contact_mail(request.tx(), request.organization(), request.now, row, news);
}
inline void tell_staff(http::Request const& request, store::Row const& row, News news)
{
    enqueue_staff_mail(request.tx(), request.organization(), request.now, row, news);
}

// Whether the appointment still stands as the news says; else the mail is not sent, for a newer one is on its way.
bool still_holds(News news, State const& state, Timestamp now);

void send_contact_mail(jobs::Context& job, portals::MailServices const& services);
void send_staff_mail(jobs::Context& job, portals::MailServices const& services);

} // namespace loggia::appointments
