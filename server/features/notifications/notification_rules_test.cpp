// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_rules.hpp"

#include <gtest/gtest.h>

namespace loggia::notifications {
namespace {

using activities::OwnMail;
using enum NotificationKind;

constexpr auto amsterdam = "Europe/Amsterdam";

Timestamp at(char const* text)
{
    return parse_timestamp(text).value();
}

TEST(NotificationRules, EachActionIsToldToTheOtherSide)
{
    struct Case {
        char const* action;
        Doer doer;
        std::optional<NotificationKind> contact;
        std::optional<NotificationKind> staff;
    };
    for (auto const& [action, doer, contact, staff] : std::vector<Case>{
             {"deal.property_offered", Doer::staff, properties, {}},
             {"property.price_changed", Doer::staff, properties, {}},
             {"property.status_changed", Doer::nobody, properties, {}},
             {"deal.stage_changed", Doer::staff, progress, {}},
             {"deal.property_interested", Doer::contact, {}, verdicts},
             {"deal.property_rejected", Doer::contact, {}, verdicts},
             {"deal.property_rejected", Doer::staff, {}, {}},
             {"deal.property_approved", Doer::contact, {}, verdicts},
             {"conversation.started", Doer::staff, messages, {}},
             {"conversation.started", Doer::contact, {}, messages},
             {"conversation.message_sent", Doer::contact, {}, messages},
             {"appointment.created", Doer::staff, appointments, {}},
             {"appointment.confirmed", Doer::staff, appointments, {}},
             {"appointment.proposed", Doer::staff, appointments, {}},
             {"appointment.rescheduled", Doer::staff, appointments, {}},
             {"appointment.declined", Doer::staff, appointments, {}},
             {"appointment.cancelled", Doer::staff, appointments, {}},
             {"appointment.cancelled", Doer::contact, {}, appointments},
             {"appointment.expired", Doer::nobody, appointments, appointments},
             {"appointment.requested", Doer::contact, {}, appointments},
             {"appointment.accepted", Doer::contact, {}, appointments},
             {"feedback.given", Doer::contact, {}, feedback},
             {"access.requested", Doer::contact, {}, registrations},
         }) {
        auto const* notifiable = activities::find_notifiable(action);
        ASSERT_NE(notifiable, nullptr) << action;
        EXPECT_EQ(kind_for(*notifiable, Audience::contact, doer), contact) << action;
        EXPECT_EQ(kind_for(*notifiable, Audience::staff, doer), staff) << action;
    }
    for (auto const* action : {"contact.updated", "appointment.completed", "feedback.media_added", "conversation.state_changed", ""})
        EXPECT_EQ(activities::find_notifiable(action), nullptr) << action;
}

TEST(NotificationRules, TheOneWhoLooksAfterItIsToldElseTheAdministrators)
{
    UserId const marit{1}, lucia{2}, tom{3};
    using Users = std::vector<UserId>;
    EXPECT_EQ(staff_to_tell({lucia, tom, {marit}}, {}), Users{lucia});
    EXPECT_EQ(staff_to_tell({{}, tom, {marit}}, {}), Users{tom});
    EXPECT_EQ(staff_to_tell({{}, {}, {marit, tom}}, {}), (Users{marit, tom}));
    EXPECT_EQ(staff_to_tell({{}, {}, {marit, tom}}, marit), Users{tom});
    EXPECT_EQ(staff_to_tell({lucia, tom, {marit}}, lucia), Users{}) << "never the one who did it, and nobody in that place";
}

TEST(NotificationRules, ClientsAreToldWhatTheirRightsShow)
{
    EXPECT_EQ(kinds_shown(Audience::contact, auth::rights_of(auth::Level::standard)), activities::kinds_of_clients);
    EXPECT_EQ(kinds_shown(Audience::contact, auth::rights_of(auth::Level::basic)), activities::kinds_of_clients.without({appointments}));
    EXPECT_EQ(kinds_shown(Audience::contact, {}), NotificationKinds{progress});
    EXPECT_EQ(kinds_shown(Audience::staff, {}), activities::kinds_of_staff);
    auto const detail =
        detail_for_client({{"excerpt", "Hello"}, {"message", "1"}, {"reasons", "price"}, {"fields", "x"}, {"to_key", "offer"}});
    EXPECT_EQ(detail, (std::map<std::string, std::string>{{"excerpt", "Hello"}, {"to_key", "offer"}}));
}

TEST(NotificationRules, ChoicesAreKeptKindByKind)
{
    auto const all = settings_of({}, activities::kinds_of_clients);
    ASSERT_EQ(all.kinds.size(), 4U);
    EXPECT_TRUE(all.kinds[0].mail && all.kinds[0].push);
    auto const chosen = with_settings({}, {MailPace::daily, {{messages, false, true}}}, activities::kinds_of_clients);
    EXPECT_EQ(chosen.mail_pace, MailPace::daily);
    EXPECT_EQ(chosen.mail_off, NotificationKinds{messages});
    EXPECT_EQ(with_settings(chosen, {MailPace::daily, {{messages, true, false}}}, activities::kinds_of_clients).push_off,
              NotificationKinds{messages});
    EXPECT_THROW(with_settings({}, {MailPace::daily, {{verdicts, false, true}}}, activities::kinds_of_clients), Problem);
    EXPECT_FALSE(is_mailed(chosen, messages, OwnMail::no));
    EXPECT_TRUE(is_mailed(chosen, progress, OwnMail::no));
    EXPECT_FALSE(is_mailed(chosen, progress, OwnMail::yes));
    EXPECT_FALSE(is_mailed({MailPace::never, {}, {}, {}}, progress, OwnMail::no));
}

TEST(NotificationRules, TheNextBundle)
{
    struct Case {
        MailPace pace;
        char const* now;
        char const* last;
        char const* next;
    };
    for (auto const& [pace, now, last, next] : std::vector<Case>{
             {MailPace::hourly, "2026-06-18T10:00:00Z", "", "2026-06-18T10:10:00Z"},
             {MailPace::hourly, "2026-06-18T10:00:00Z", "2026-06-18T09:45:00Z", "2026-06-18T10:45:00Z"},
             {MailPace::hourly, "2026-06-18T10:00:00Z", "2026-06-18T09:05:00Z", "2026-06-18T10:10:00Z"},
             {MailPace::daily, "2026-06-18T05:59:00Z", "", "2026-06-18T06:00:00Z"},
             {MailPace::daily, "2026-06-18T06:00:00Z", "", "2026-06-19T06:00:00Z"},
             {MailPace::daily, "2026-01-15T12:00:00Z", "", "2026-01-16T07:00:00Z"},
             {MailPace::daily, "2026-03-28T12:00:00Z", "", "2026-03-29T06:00:00Z"}, // clocks go forward that night
             {MailPace::daily, "2026-10-24T12:00:00Z", "", "2026-10-25T07:00:00Z"}, // and back
         }) {
        Choices choices;
        choices.mail_pace = pace;
        if (*last) choices.last_mail_at = at(last);
        EXPECT_EQ(next_mail(choices, at(now), amsterdam), at(next)) << now << " " << last;
    }
    EXPECT_EQ(next_mail({MailPace::never, {}, {}, {}}, at("2026-06-18T10:00:00Z"), amsterdam), std::nullopt);
}

TEST(NotificationRules, ABundleGoesOnlyInItsTime)
{
    struct Case {
        MailPace pace;
        char const* now;
        char const* last;
        bool due;
    };
    for (auto const& [pace, now, last, due] : std::vector<Case>{
             {MailPace::hourly, "2026-06-18T10:00:00Z", "", true},
             {MailPace::hourly, "2026-06-18T10:00:00Z", "2026-06-18T09:01:00Z", false},
             {MailPace::hourly, "2026-06-18T10:00:00Z", "2026-06-18T09:00:00Z", true},
             {MailPace::daily, "2026-06-18T05:59:59Z", "", false},
             {MailPace::daily, "2026-06-18T06:00:00Z", "2026-06-17T06:00:00Z", true},
             {MailPace::daily, "2026-06-18T12:00:00Z", "2026-06-18T06:00:10Z", false},
             {MailPace::never, "2026-06-18T12:00:00Z", "", false},
         }) {
        Choices choices;
        choices.mail_pace = pace;
        if (*last) choices.last_mail_at = at(last);
        EXPECT_EQ(is_mail_due(choices, at(now), amsterdam), due) << now << " " << last;
    }
}

TEST(NotificationRules, WhereAPushLeadsAndWhatItReplaces)
{
    Notification message;
    message.conversation_id = ConversationId{5};
    message.property_id = PropertyId{6};
    message.kind = messages;
    EXPECT_EQ(tag_of(message), "conversation-" + ConversationId{5}.text());
    EXPECT_LE(tag_of(message).size(), 32U);
    EXPECT_EQ(path_of(message, Audience::contact), "messages/" + ConversationId{5}.text());
    EXPECT_EQ(path_of(message, Audience::staff), "inbox/" + ConversationId{5}.text());
    Notification home;
    home.property_id = PropertyId{6};
    home.deal_id = DealId{7};
    home.kind = properties;
    EXPECT_EQ(path_of(home, Audience::contact), "properties/" + PropertyId{6}.text());
    EXPECT_EQ(path_of(home, Audience::staff), "deals/" + DealId{7}.text());
    EXPECT_EQ(path_of(Notification{}, Audience::contact), "");
    EXPECT_EQ(path_of(Notification{}, Audience::staff), "notifications");
    EXPECT_TRUE(is_urgent(messages));
    EXPECT_FALSE(is_urgent(properties));
}

} // namespace
} // namespace loggia::notifications
