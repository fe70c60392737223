// SPDX-License-Identifier: Apache-2.0
#include "app/demo_loader.hpp"
#include "features/appointments/appointment_acts.hpp"

// Appointments of the demo, with what was said after viewings.
namespace loggia::app {

using appointments::AppointmentStatus, appointments::AppointmentType, appointments::Side;

static std::optional<std::string> words_if(boost::json::object const& record, std::string_view member)
{
    auto text = text_if(record, member);
    return text && !text->empty() ? text : std::nullopt;
}

static appointments::NewAppointment words_of(boost::json::object const& record)
{
    appointments::NewAppointment appointment;
    appointment.type = *json::enum_value<AppointmentType>(text_of(record, "type"));
    appointment.status = *json::enum_value<AppointmentStatus>(text_of(record, "status"));
    appointment.title = text_of(record, "title");
    appointment.description = words_if(record, "notes");
    appointment.note = words_if(record, "note");
    appointment.location = words_if(record, "location");
    appointment.cancel_reason = words_if(record, "reason");
    auto const side = text_if(record, "proposed_by").value_or(record.contains("requested") ? "contact" : "staff");
    appointment.proposed_by = *json::enum_value<Side>(side);
    if (auto const by = text_if(record, "ended_by")) appointment.cancelled_by = *json::enum_value<Side>(*by);
    appointment.visible_to_contact = !record.contains("internal");
    return appointment;
}

void DemoLoader::add_appointments()
{
    for (auto const* record : data_.records_of("appointments", key_)) {
        auto appointment = words_of(*record);
        if (auto const deal = text_if(*record, "deal")) appointment.deal_id = deals_.at(*deal);
        if (auto const property = text_if(*record, "property")) appointment.property_id = properties_.at(*property);
        auto const& contacts = record->at("contacts").as_array();
        if (!contacts.empty()) appointment.contact_id = ContactId{people_.at(std::string(contacts.front().as_string())).id};
        appointment.owner_id = user_if(*record, "agent");
        if (auto const* preferred = record->if_contains("preferred"); preferred && preferred->is_array())
            for (auto const& moment : preferred->get_array()) appointment.preferred.push_back(times_.moment(moment));
        appointment.starts_at = times_.moment_if(*record, "starts");
        if (auto const length = number_if(*record, "duration_minutes"); appointment.starts_at && length.value_or(60) > 0)
            appointment.ends_at = *appointment.starts_at + std::chrono::minutes(length.value_or(60));
        add_appointment(*record, appointment);
    }
}

// When it came about, where the data does not say: some days before, and not in the time to come.
static Timestamp made_at(std::optional<Timestamp> requested, std::optional<Timestamp> starts, Timestamp now)
{
    if (requested) return *requested;
    auto const latest = now - std::chrono::hours(26);
    return starts ? std::min(*starts - std::chrono::hours(24 * 4), latest) : latest;
}

AppointmentId DemoLoader::add_appointment(Record const& record, appointments::NewAppointment appointment)
{
    auto const now = services_.clock.now();
    auto const requested = times_.moment_if(record, "requested");
    auto const made = made_at(requested, appointment.starts_at, now);
    if (appointment.status == AppointmentStatus::completed) appointment.completed_at = appointment.starts_at;
    auto const id = appointments::add_appointment(tx_, organization_, made, appointment);
    auto const row = *appointments::store::find(tx_, organization_, id);
    // Nobody is reminded of what passed before the demo was made.
    if (row.remind_at)
        appointments::store::set_reminder(tx_, organization_, id, *row.remind_at, appointments::next_reminder(*row.starts_at, now));
    record_appointment(record, row, made, requested.has_value());
    return id;
}

void DemoLoader::record_appointment(Record const& record, appointments::store::Row const& row, Timestamp made, bool was_requested)
{
    auto const agent = text_if(record, "agent").value_or("");
    auto const happens = [&](Timestamp at, std::string const& by, char const* action) {
        auto act = appointments::act_on(row, action);
        if (row.cancel_reason) act.detail["comment"] = *row.cancel_reason;
        happened(at, by, act);
    };
    auto const answered = std::min(made + std::chrono::hours(5), services_.clock.now() - std::chrono::minutes(3));
    happens(made, was_requested ? text_of(record, "requested_by") : agent, was_requested ? "appointment.requested" : "appointment.created");
    switch (row.status) {
    case AppointmentStatus::pending:
        if (row.proposed_by == Side::staff) happens(answered, agent, "appointment.proposed");
        break;
    case AppointmentStatus::declined:
        happens(answered, agent, "appointment.declined");
        break;
    case AppointmentStatus::cancelled:
        happens(answered, row.cancelled_by == Side::contact ? text_of(record, "requested_by") : agent, "appointment.cancelled");
        break;
    case AppointmentStatus::expired:
        happens(std::ranges::max(row.preferred), "", "appointment.expired");
        break;
    case AppointmentStatus::confirmed:
    case AppointmentStatus::completed:
        if (was_requested) happens(answered, agent, "appointment.confirmed");
        if (row.status == AppointmentStatus::completed) happens(*row.starts_at, agent, "appointment.completed");
        break;
    }
}

// After all appointments are there: a viewing that only the offer knows of is added.
void DemoLoader::add_feedback()
{
    for (auto const* deal : data_.records_of("deals", key_))
        for (auto const& offer : deal->at("offers").as_array()) {
            auto const* reviews = offer.as_object().if_contains("reviews");
            if (!reviews || !reviews->is_array()) continue;
            for (auto const& review : reviews->get_array()) add_review(*deal, offer.as_object(), review.as_object());
        }
}

std::optional<AppointmentId> DemoLoader::completed_viewing(ContactId contact, PropertyId property)
{
    for (auto const& row : appointments::store::of_contact(tx_, organization_, contact))
        if (row.type == AppointmentType::viewing && row.status == AppointmentStatus::completed && row.property_id == property)
            return row.id;
    return std::nullopt;
}

void DemoLoader::add_review(Record const& deal, Record const& offer, Record const& review)
{
    auto const key = text_of(review, "contact");
    ContactId const contact{people_.at(key).id};
    auto const property = properties_.at(text_of(offer, "property"));
    auto viewing = completed_viewing(contact, property);
    if (!viewing) {
        appointments::NewAppointment made;
        made.status = AppointmentStatus::completed;
        made.proposed_by = Side::staff;
        made.title = properties::find_property(tx_, organization_, property).value().title;
        made.deal_id = deals_.at(text_of(deal, "key"));
        made.property_id = property;
        made.contact_id = contact;
        made.owner_id = user(offer, "offered_by");
        made.starts_at = times_.moment(offer.at("viewed"));
        made.ends_at = *made.starts_at + std::chrono::hours(1);
        Record const record{{"agent", text_of(offer, "offered_by")}};
        viewing = add_appointment(record, made);
    }
    auto const at = times_.moment(review.at("at"));
    feedback::store::OccasionRow const occasion{*viewing, "viewing", "completed", contact, deals_.at(text_of(deal, "key")), property, ""};
    auto const given = feedback::store::add_feedback(tx_, organization_, occasion, at);
    auto const notes = words_if(review, "notes");
    auto const stars = review.at("rating").to_number<std::int64_t>();
    feedback::store::set_words(tx_, organization_, given, {stars, notes}, at);
    auto act = appointments::act_on(*appointments::store::find(tx_, organization_, *viewing), "feedback.given");
    act.detail["stars"] = std::to_string(stars);
    if (notes) act.detail["comment"] = *notes;
    happened(at, key, act);
    auto const names = [&](std::string_view member) {
        auto const* list = review.if_contains(member);
        return list ? list->as_array() : boost::json::array();
    };
    for (auto const& name : names("photos")) {
        auto const& photo = data_.illustrations.at(std::string(name.as_string()));
        feedback::store::MediaRow media;
        media.sha256 = photo.sha256;
        media.media_type = "image/svg+xml";
        media.size = photo.variants.back().size;
        media.width = photo.width;
        media.height = photo.height;
        media.colour = photo.colour;
        media.variants = photo.variants;
        add_review_media(given, std::move(media), at);
    }
    for (auto const& name : names("voices")) add_review_media(given, data_.voices.at(std::string(name.as_string())), at);
}

void DemoLoader::add_review_media(feedback::FeedbackId feedback, feedback::store::MediaRow media, Timestamp at)
{
    // A UUID of the content's own: the same each time the demo is made.
    auto const& hash = media.sha256;
    media.id =
        hash.substr(0, 8) + "-" + hash.substr(8, 4) + "-4" + hash.substr(13, 3) + "-8" + hash.substr(17, 3) + "-" + hash.substr(20, 12);
    media.feedback_id = feedback;
    media.created_at = at;
    feedback::store::insert_media(tx_, organization_, media);
}

} // namespace loggia::app
