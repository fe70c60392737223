// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>

#include "app/demo.hpp"
#include "app/demo_times.hpp"
#include "features/activities/record.hpp"
#include "features/appointments/appointment_store.hpp"
#include "features/conversations/message_store.hpp"
#include "features/feedback/feedback_store.hpp"
#include "features/photos/photo.hpp"

namespace loggia::app {

// The parts of the demo data that are shared by both organizations: read once.
struct DemoData {
    std::map<std::string, boost::json::value> files;                 // "contacts" → its list
    std::map<std::string, photos::ProcessedPhoto> illustrations;     // "villa-pool" → its served files
    std::map<std::string, feedback::store::MediaRow> voices;         // "zeeweg-living-room" → the recording
    std::string password_hash;

    std::vector<boost::json::object const*> records_of(std::string const& file, std::string_view organization) const;
};

// Writes one organization, in one transaction. Everything happened at its own time in the past: acts are collected and
// recorded in their order at the end, so that timelines read true.
class DemoLoader {
public:
    DemoLoader(Services const& services, DemoData const& data, boost::json::object const& organization, db::Tx& tx);
    void load();

private:
    using Record = boost::json::object;

    void add_organization();
    void add_portals();
    void add_portal(Record const& portal);
    void add_companies();
    void add_contacts();
    void add_contact(Record const& record);
    void add_access(Record const& access, Record const& record, ContactId contact);
    void add_stood_for();
    AccountId account_of(Record const& access, ContactId contact);
    void add_properties();
    void add_property(Record const& record);
    void add_price_changes(Record const& record, PropertyId property);
    void add_deals();
    void add_deal(Record const& record, PipelineId pipeline, std::int64_t position);
    void add_offer(Record const& offer, DealId deal, std::vector<ContactId> const& told);
    void add_rating(Record const& rating, DealId deal, PropertyId property);
    void add_verdict(Record const& verdict, DealId deal, PropertyId property);
    void add_appointments();
    AppointmentId add_appointment(Record const& record, appointments::NewAppointment appointment);
    void record_appointment(Record const& record, appointments::store::Row const& row, Timestamp made, bool was_requested);
    void add_feedback();
    void add_review(Record const& deal, Record const& offer, Record const& review);
    void add_review_media(feedback::FeedbackId feedback, feedback::store::MediaRow media, Timestamp at);
    std::optional<AppointmentId> completed_viewing(ContactId contact, PropertyId property);
    void add_conversations();
    void add_conversation(Record const& record);
    void attach(Record const& record, conversations::store::MessageRow const& message);
    void add_notifications(std::vector<ActivityId> const& activities);
    void add_marks(Record const& record, ConversationId conversation, std::vector<MessageId> const& messages);

    // `by`: the key of a staff member or contact; empty for the system.
    void happened(Timestamp at, std::string const& by, activities::Act act);
    void record_acts();
    activities::Author author(std::string const& key) const;
    UserId user(Record const& record, std::string_view member) const;
    std::optional<UserId> user_if(Record const& record, std::string_view member) const;

    Services const& services_;
    DemoData const& data_;
    Record const& record_;
    db::Tx& tx_;
    std::string const key_;
    DemoTimes const times_;
    OrganizationId organization_;
    struct Portal {
        PortalId id;
        std::string name;
    };
    std::map<std::string, Portal, std::less<>> portals_;
    struct Person {
        std::int64_t id = 0;
        std::string name;
        bool is_staff = false;
    };
    std::map<std::string, Person, std::less<>> people_;
    std::map<std::string, CompanyId, std::less<>> companies_;
    std::map<std::string, PropertyId, std::less<>> properties_;
    std::map<std::string, DealId, std::less<>> deals_;
    struct Happening {
        Timestamp at;
        activities::Author by;
        activities::Act act;
    };
    std::vector<Happening> acts_;
};

// Small readers of the data, which is ours and well-formed: a missing member is a mistake and throws.
std::string text_of(boost::json::object const& record, std::string_view member);
std::optional<std::string> text_if(boost::json::object const& record, std::string_view member);
std::optional<std::int64_t> number_if(boost::json::object const& record, std::string_view member);
std::string street_of(boost::json::object const& record);  // street and house number

}  // namespace loggia::app
