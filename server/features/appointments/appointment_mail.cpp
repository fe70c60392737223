// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointment_mail.hpp"

#include "features/appointments/appointment_calendar.hpp"
#include "features/portals/mail_reader.hpp"
#include "features/staff/staff_mails.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::appointments {

namespace {

using portals::MailServices, portals::MailWords;

std::string when_text(std::string const& locale, Timestamp starts_at, std::optional<Timestamp> ends_at, std::string const& zone)
{
    auto text = i18n::format_date_time(locale, starts_at, zone, i18n::DateStyle::full);
    if (ends_at && i18n::local_date(*ends_at, zone) == i18n::local_date(starts_at, zone))
        text += " – " + i18n::format_time(locale, *ends_at, zone);
    else if (ends_at)
        text += " – " + i18n::format_date_time(locale, *ends_at, zone, i18n::DateStyle::full);
    return text + " (" + i18n::format_time_zone(locale, starts_at, zone) + ")";
}

std::string what_of(store::Row const& row)
{
    return row.type == AppointmentType::viewing ? row.property_title.value_or(row.title) : row.title;
}

// What both mails say of it, in the reader's language.
std::vector<mail::Fact> facts_of(store::Row const& row, MailWords const& words, std::string const& zone)
{
    std::vector<mail::Fact> facts{{words("fact.what"), what_of(row)}};
    if (row.property_reference) facts.push_back({words("fact.reference"), *row.property_reference});
    if (row.starts_at) {
        facts.push_back({words("fact.when"), when_text(words.locale(), *row.starts_at, row.ends_at, zone)});
    } else {
        for (auto const moment : row.preferred)
            facts.push_back({words("fact.moment"), when_text(words.locale(), moment, std::nullopt, zone)});
    }
    if (row.location)
        facts.push_back({words("fact.where"), *row.location});
    else if (row.property_street && !row.property_street->empty())
        facts.push_back({words("fact.where"), *row.property_street + ", " + row.property_town.value_or("")});
    if (row.owner_name) facts.push_back({words("fact.agent"), *row.owner_name});
    if (row.status == AppointmentStatus::pending && row.note) facts.push_back({words("fact.note"), *row.note});
    if (row.cancel_reason) facts.push_back({words("fact.reason"), *row.cancel_reason});
    return facts;
}

struct Draft {
    store::Row row;
    store::OrganizationRow organization;
};

std::optional<Draft> find_draft(db::Tx& tx, jobs::Context const& job, AppointmentMail const& mail)
{
    auto row = store::find(tx, job.organization, mail.appointment);
    if (!row || !still_holds(mail.news, row->state(), job.now)) return std::nullopt;
    return Draft{*std::move(row), store::organization_of(tx, job.organization)};
}

// The calendar's part: an invitation while it is agreed, its withdrawal once it is cancelled.
mail::Invitation invitation_for(Draft const& draft, portals::MailReader const& reader, MailServices const& services, std::string const& url,
                                AppointmentMail const& mail, Timestamp now)
{
    bool const invites = mail.news == News::confirmed || mail.news == News::changed;
    bool const withdraws = mail.news == News::cancelled && draft.row.starts_at;
    if (!invites && !withdraws) return {};
    auto event = event_for_contact(draft.row, {services.catalogue, reader.recipient.locale, url});
    event.stamped_at = now;
    event.organizer = calendar::Person{services.sender, draft.organization.name};
    event.attendee = calendar::Person{reader.recipient.email.text(), reader.recipient.name()};
    auto const method = invites ? calendar::Method::request : calendar::Method::cancel;
    return {calendar::to_text(method), calendar::write({method, "", {std::move(event)}})};
}

mail::Content contact_content(Draft const& draft, portals::MailReader const& reader, MailServices const& services, MailWords const& words,
                              std::string const& news, std::string const& url)
{
    auto const& row = draft.row;
    i18n::Arguments const arguments{{"what", what_of(row)},
                                    {"agent", row.owner_name.value_or(draft.organization.name)},
                                    {"name", reader.recipient.name()},
                                    {"by", json::enum_name(row.cancelled_by.value_or(Side::staff))},
                                    {"type", json::enum_name(row.type)}};
    mail::Content content;
    content.language = words.locale();
    content.heading = words(news + ".heading", arguments);
    content.paragraphs = {words("greeting", arguments), words(news + ".text", arguments)};
    if (row.description && row.status == AppointmentStatus::confirmed) content.paragraphs.push_back(*row.description);
    content.facts = facts_of(row, words, draft.organization.time_zone);
    if (reader.may_enter) content.button = mail::Button{words("button"), url};
    if (auto support = support_line(services, reader.recipient, reader.portal); !support.empty())
        content.notes.push_back(std::move(support));
    return content;
}

std::string staff_address(MailServices const& services, Draft const& draft)
{
    return services.public_url + "/crm/appointments/" + draft.row.id.text();
}

mail::Content staff_content(Draft const& draft, MailWords const& words, std::string const& news, i18n::Arguments const& arguments,
                            std::string const& address)
{
    mail::Content content;
    content.language = words.locale();
    content.heading = words(news + ".heading", arguments);
    content.paragraphs = {words("staff.greeting", arguments), words(news + ".text", arguments)};
    content.facts = facts_of(draft.row, words, draft.organization.time_zone);
    content.button = mail::Button{words("staff.button"), address};
    return content;
}

void enqueue(db::Tx& tx, OrganizationId organization, Timestamp now, std::string_view kind, store::Row const& row, News news)
{
    AppointmentMail const mail{row.id, news};
    jobs::enqueue(tx, now,
                  {std::string(kind), organization, json::to_text(mail), row.id.text() + ":" + std::string(json::enum_name(news)), {}});
}

} // namespace

void enqueue_contact_mail(db::Tx& tx, OrganizationId organization, Timestamp now, store::Row const& row, News news)
{
    if (row.contact_id && row.visible_to_contact) enqueue(tx, organization, now, contact_mail, row, news);
}

void enqueue_staff_mail(db::Tx& tx, OrganizationId organization, Timestamp now, store::Row const& row, News news)
{
    if (row.owner_id) enqueue(tx, organization, now, staff_mail, row, news);
}

bool still_holds(News news, State const& state, Timestamp now)
{
    bool const lies_ahead = state.status == AppointmentStatus::confirmed && state.starts_at && *state.starts_at > now;
    switch (news) {
    case News::requested:
        return state.status == AppointmentStatus::pending && state.proposed_by == Side::contact;
    case News::proposed:
        return state.status == AppointmentStatus::pending && state.proposed_by == Side::staff;
    case News::accepted:
    case News::confirmed:
    case News::changed:
    case News::reminder:
        return lies_ahead;
    case News::cancelled:
        return state.status == AppointmentStatus::cancelled;
    case News::declined:
        return state.status == AppointmentStatus::declined;
    case News::expired:
        return state.status == AppointmentStatus::expired;
    }
    return false;
}

void send_contact_mail(jobs::Context& job, MailServices const& services)
{
    auto const mail = json::read_text<AppointmentMail>(job.payload);
    std::optional<Draft> draft;
    std::optional<portals::MailReader> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft = find_draft(tx, job, mail);
        if (draft && draft->row.contact_id && draft->row.visible_to_contact)
            reader = portals::find_mail_reader(tx, job.organization, *draft->row.contact_id);
    });
    if (!draft || !reader) return;
    MailWords const words(services, reader->recipient, "appointment");
    auto const news = std::string(json::enum_name(mail.news));
    auto const url = address_of(services, reader->portal) + "appointments";
    portals::send_mail(services, reader->recipient, reader->portal, words(news + ".subject", {{"what", what_of(draft->row)}}),
                       contact_content(*draft, *reader, services, words, news, url), job.now,
                       invitation_for(*draft, *reader, services, url, mail, job.now));
}

void send_staff_mail(jobs::Context& job, MailServices const& services)
{
    auto const mail = json::read_text<AppointmentMail>(job.payload);
    std::optional<Draft> draft;
    std::optional<staff::Reader> reader;
    job.database.read([&](db::Tx& tx) {
        tx.narrow_to(job.organization);
        draft = find_draft(tx, job, mail);
        if (draft && draft->row.owner_id) reader = staff::find_reader(tx, job.organization, *draft->row.owner_id);
    });
    if (!draft || !reader) return;
    auto const words = staff::words_for(services, *reader, "appointment");
    auto const news = "staff." + std::string(json::enum_name(mail.news));
    i18n::Arguments const arguments{
        {"what", what_of(draft->row)}, {"contact", draft->row.contact_name.value_or("")}, {"name", reader->name}};
    staff::send_mail(services, *reader, words(news + ".subject", arguments),
                     staff_content(*draft, words, news, arguments, staff_address(services, *draft)), job.now);
}

} // namespace loggia::appointments
