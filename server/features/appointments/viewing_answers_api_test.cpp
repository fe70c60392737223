// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointments_test_support.hpp"
#include "features/deals/offer.hpp"

// What becomes of a request: confirmed, proposed anew, declined, cancelled, started (PRODUCT 8.2, 8.4).
namespace loggia::test {
namespace {

TEST_F(Viewings, AConfirmedRequestInvitesTheClient)
{
    auto const id = asked();
    sent();
    auto const reply = confirm(id, hours(52));
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "confirmed");
    EXPECT_EQ(reply.text("/starts_at"), moment(hours(52)));
    EXPECT_EQ(reply.text("/ends_at"), moment(hours(53)));
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").text("/upcoming/0/id"), id);
    EXPECT_EQ(sanne.get("/api/v1/portal/home").text("/next_appointment/id"), id);
    EXPECT_EQ(actions_on(id).front(), "appointment.confirmed");

    EXPECT_EQ(sent(), Texts{"sanne@example.com: Bevestigd: Villa Aljibe"});
    auto const text = part_of(letters.at(0), "text/plain");
    EXPECT_NE(text.find("Marit Vesper verwacht u."), std::string::npos) << text;
    EXPECT_NE(text.find("zaterdag 20 juni 2026 om 16:00 – 17:00 (Midden-Europese zomertijd)"), std::string::npos) << text;
    EXPECT_NE(text.find("https://portal.test/vesper-daal/appointments"), std::string::npos) << text;
    auto const calendar = invitation();
    EXPECT_EQ(calendar.errors(), "");
    EXPECT_EQ(calendar.violations(), "");
    EXPECT_EQ(calendar.method(), "REQUEST");
    EXPECT_EQ(calendar.value(0, "UID"), "appointment-" + id + "@loggia");
    EXPECT_EQ(calendar.value(0, "SEQUENCE"), "0");
    EXPECT_EQ(calendar.text(0, "SUMMARY"), "Bezichtiging: Villa Aljibe");
    EXPECT_EQ(calendar.starts_at(0), world::now + hours(52));
    EXPECT_EQ(calendar.ends_at(0), world::now + hours(53));
    EXPECT_EQ(calendar.value(0, "ATTENDEE"), "mailto:sanne@example.com");
    EXPECT_EQ(calendar.parameter(0, "ORGANIZER", "CN"), "Vesper & Daal");
    EXPECT_NE(letters.at(0).find("application/ics"), std::string::npos) << "for programs that look at files only";
}

TEST_F(Viewings, AnotherMomentAndAnotherAgentMayBeConfirmed)
{
    auto const id = asked();
    auto const reply = confirm(
        id, hours(70), R"(, "ends_at": )" + quoted(moment(minutes(70 * 60 + 30))) + R"(, "owner_id": )" + quoted(world::lucia.text()));
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/owner_name"), "Lucía Ferrer");
    EXPECT_EQ(reply.text("/ends_at"), moment(minutes(70 * 60 + 30)));
    EXPECT_EQ(confirm(id, hours(50)).code(), "appointment_not_possible") << "confirmed already";
}

TEST_F(Viewings, AConfirmationThatCannotBeIsRefused)
{
    auto const id = asked();
    EXPECT_EQ(confirm(id, hours(-1)).error_at("/starts_at"), "moment_past");
    EXPECT_EQ(confirm(id, hours(5), R"(, "ends_at": )" + quoted(moment(hours(5)))).error_at("/ends_at"), "ends_before_start");
    EXPECT_EQ(confirm(id, hours(5), R"(, "ends_at": )" + quoted(moment(hours(24 * 40)))).error_at("/ends_at"), "appointment_too_long");
    EXPECT_EQ(confirm(id, hours(5), R"(, "owner_id": )" + quoted(world::ruben.text())).error_at("/owner_id"), "owner_not_found");
    EXPECT_EQ(marit.put(theirs(id, "/confirmation"), "{}").error_at("/starts_at"), "required");
    EXPECT_EQ(confirm(UserId{5}.text(), hours(5)).code(), "appointment_not_found");
    EXPECT_EQ(sanne.get(own(id)).text("/status"), "pending");
}

TEST_F(Viewings, ConflictsAreShownAndMustBeAccepted)
{
    auto const talk = create(agreed(minutes(50 * 60 + 30))).text("/id");
    create(agreed(hours(51))); // begins when the viewing ends
    create(R"("type": "deadline", "title": "Documents", "starts_at": )" + quoted(moment(minutes(50 * 60 + 15))));
    auto const id = asked();
    app.sql("INSERT INTO offers (organization_id, deal_id, property_id, status, offered_by, offered_at, status_at) VALUES (1001, 1601, "
            "1402, 'to_review', 1101, 0, 0)");
    auto const other =
        sanne.post("/api/v1/portal/properties/" + world::finca.text() + "/viewing-requests", wish({moment(minutes(49 * 60 + 30))}));
    ASSERT_EQ(other.status, 201U) << other.body;

    auto const conflicts = marit.get(theirs(id, "/conflicts?starts_at=" + moment(hours(50)) + "&ends_at=" + moment(hours(51))));
    ASSERT_EQ(conflicts.at("/items").as_array().size(), 2U) << conflicts.body;
    EXPECT_EQ(conflicts.text("/items/0/id"), talk);
    EXPECT_EQ(conflicts.text("/items/0/status"), "confirmed");
    EXPECT_EQ(conflicts.text("/items/1/id"), other.text("/id"));
    EXPECT_EQ(conflicts.text("/items/1/status"), "pending") << "held for another request";
    auto const of_lucia = marit.get(theirs(id, "/conflicts?starts_at=" + moment(hours(50)) + "&owner=" + world::lucia.text()));
    EXPECT_EQ(of_lucia.at("/items").as_array().size(), 0U);
    EXPECT_EQ(marit.get(theirs(id, "/conflicts")).error_at("/starts_at"), "required");

    EXPECT_EQ(confirm(id, hours(50)).code(), "conflicting_appointments");
    EXPECT_EQ(confirm(id, hours(50), R"(, "owner_id": )" + quoted(world::lucia.text())).status, 200U) << "she is free";
    auto const held_too = other.text("/id");
    EXPECT_EQ(confirm(held_too, minutes(49 * 60 + 45), R"(, "accept_conflicts": true)").status, 200U);
}

TEST_F(Viewings, ProposedMomentsAreAcceptedByTheClient)
{
    auto const id = asked();
    sent();
    auto const reply = propose(id, {moment(hours(75)), moment(hours(77))});
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "pending");
    EXPECT_EQ(reply.text("/proposed_by"), "staff");
    EXPECT_EQ(reply.text("/note"), "After lunch?");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Een ander moment: Villa Aljibe"});
    EXPECT_NE(part_of(letters.at(0), "text/plain").find("After lunch?"), std::string::npos);
    auto const seen = sanne.get(own(id));
    EXPECT_TRUE(seen.at("/may/confirm").as_bool());
    EXPECT_TRUE(seen.at("/may/reschedule").as_bool());

    auto const accept = [&](std::string const& starts_at) {
        return sanne.put(own(id, "/acceptance"), "{\"starts_at\": " + quoted(starts_at) + "}");
    };
    EXPECT_EQ(accept(moment(hours(76))).error_at("/starts_at"), "moment_not_proposed");
    EXPECT_EQ(accept(moment(hours(50))).error_at("/starts_at"), "moment_not_proposed") << "what she asked for first is not on the table";
    create(agreed(hours(75)));
    EXPECT_EQ(accept(moment(hours(75))).code(), "moment_taken");
    sent();
    auto const accepted = accept(moment(hours(77)));
    ASSERT_EQ(accepted.status, 200U) << accepted.body;
    EXPECT_EQ(accepted.text("/status"), "confirmed");
    EXPECT_EQ(accepted.text("/ends_at"), moment(hours(78)));
    EXPECT_EQ(sent(), (Texts{"admin@vesperdaal.example: Accepted: Villa Aljibe", "sanne@example.com: Bevestigd: Villa Aljibe"}));
    EXPECT_EQ(actions_on(id), (Texts{"appointment.accepted", "appointment.proposed", "appointment.requested"}));
}

TEST_F(Viewings, AProposalThatDoesNotSuitIsAnsweredWithOtherMoments)
{
    auto const id = asked();
    EXPECT_EQ(sanne.put(own(id, "/preferred"), wish({moment(hours(99))})).code(), "appointment_not_possible") << "her own request stands";
    propose(id, {moment(hours(75))});
    EXPECT_EQ(sanne.put(own(id, "/preferred"), wish({moment(hours(-1))})).error_at("/preferred/0"), "moment_past");
    auto const reply = sanne.put(own(id, "/preferred"), wish({moment(hours(99))}));
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/proposed_by"), "contact");
    EXPECT_TRUE(reply.at("/note").is_null());
    EXPECT_EQ(sanne.put(own(id, "/acceptance"), "{\"starts_at\": " + quoted(moment(hours(99))) + "}").code(), "appointment_not_possible");
    EXPECT_EQ(actions_on(id).front(), "appointment.requested");
    EXPECT_EQ(propose(id, {moment(hours(80)), moment(hours(80))}).error_at("/moments/1"), "moments_equal");
}

TEST_F(Viewings, ADeclinedRequestSaysWhy)
{
    auto const id = asked();
    sent();
    EXPECT_EQ(marit.put(theirs(id, "/decline"), "{}").error_at("/reason"), "required");
    auto const reply = marit.put(theirs(id, "/decline"), R"({"reason": "De familie is weg."})");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "declined");
    EXPECT_EQ(reply.text("/cancel_reason"), "De familie is weg.");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").text("/recent/0/cancel_reason"), "De familie is weg.");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Niet mogelijk: Villa Aljibe"});
    EXPECT_NE(part_of(letters.at(0), "text/plain").find("De familie is weg."), std::string::npos);
    EXPECT_EQ(actions_on(id).front(), "appointment.declined");
}

TEST_F(Viewings, AClientCancelsAndTheInvitationIsWithdrawn)
{
    auto const id = confirmed();
    sent();
    auto const reply = sanne.put(own(id, "/cancellation"), R"({"reason": "Ziek."})");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "cancelled");
    EXPECT_EQ(reply.text("/cancelled_by"), "contact");
    EXPECT_EQ(sent(), (Texts{"admin@vesperdaal.example: Cancelled: Villa Aljibe", "sanne@example.com: Geannuleerd: Villa Aljibe"}));
    EXPECT_NE(part_of(letters.at(0), "text/plain").find("Ziek."), std::string::npos);
    ParsedCalendar const calendar(part_of(letters.at(1), "text/calendar"));
    EXPECT_EQ(calendar.method(), "CANCEL");
    EXPECT_EQ(calendar.violations(), "");
    EXPECT_EQ(calendar.value(0, "UID"), "appointment-" + id + "@loggia");
    EXPECT_EQ(calendar.value(0, "SEQUENCE"), "1");
    EXPECT_EQ(calendar.value(0, "STATUS"), "CANCELLED");
    EXPECT_EQ(sanne.put(own(id, "/cancellation"), "{}").code(), "appointment_not_possible") << "once";
}

TEST_F(Viewings, StaffCancelAndTheClientIsTold)
{
    auto const id = confirmed();
    sent();
    EXPECT_EQ(marit.put(theirs(id, "/cancellation"), R"({"reason": "The owner is ill."})").text("/cancelled_by"), "staff");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Geannuleerd: Villa Aljibe"});
    EXPECT_EQ(invitation().method(), "CANCEL");

    auto const pending = asked();
    sent();
    sanne.put(own(pending, "/cancellation"), "{}");
    EXPECT_EQ(sent(), Texts{"admin@vesperdaal.example: Cancelled: Villa Aljibe"}) << "nothing stands in her calendar yet";
}

TEST_F(Viewings, WhatIsOverIsNotCancelledByTheClient)
{
    auto const id = confirmed(hours(1));
    app.clock().advance(hours(2));
    EXPECT_EQ(sanne.put(own(id, "/cancellation"), "{}").code(), "appointment_over");
    EXPECT_FALSE(sanne.get(own(id)).at("/may/cancel").as_bool());
    EXPECT_EQ(marit.put(theirs(id, "/cancellation"), "{}").status, 200U) << "nobody came";
}

TEST_F(Viewings, AStartedViewingIsCompletedAndTheOfferViewed)
{
    auto const id = confirmed(hours(50));
    EXPECT_EQ(sanne.put(own(id, "/start"), "{}").code(), "too_early_to_start");
    EXPECT_FALSE(sanne.get(own(id)).at("/may/start").as_bool());
    app.clock().advance(hours(48));
    auto const due = sanne.get(own(id));
    EXPECT_TRUE(due.at("/may/start").as_bool());
    EXPECT_TRUE(due.at("/may/directions").as_bool());
    auto const reply = sanne.put(own(id, "/start"), "{}");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "completed");
    EXPECT_EQ(reply.text("/completed_at"), moment(hours(48)));
    EXPECT_TRUE(reply.at("/may/give_feedback").as_bool());
    EXPECT_EQ(offer_status(), "viewed");
    EXPECT_EQ(actions_on(id).front(), "appointment.completed");
    EXPECT_EQ(app.actions(world::villa.value).front(), "deal.property_viewed");
    EXPECT_EQ(sanne.put(own(id, "/start"), "{}").code(), "appointment_not_possible");
    EXPECT_EQ(sanne.put(own(id, "/cancellation"), "{}").code(), "appointment_not_possible");
    auto const page = sanne.get("/api/v1/portal/properties/" + world::villa.text());
    EXPECT_EQ(boost::json::serialize(page.at("/may_say")), R"(["approved","rejected"])");
}

TEST_F(Viewings, TheDayAfterItCannotBeStartedButStaffMayStillCompleteIt)
{
    auto const id = confirmed(hours(4)); // 14:00 UTC; the day ends at 22:00
    app.clock().advance(hours(12));
    EXPECT_EQ(sanne.put(own(id, "/start"), "{}").code(), "appointment_over");
    EXPECT_EQ(marit.put(theirs(id, "/completion"), "{}").text("/status"), "completed");
    EXPECT_EQ(offer_status(), "viewed");
}

// An act broken in the middle leaves no trace: here the offer cannot be marked as viewed.
TEST_F(Viewings, ACompletionThatCannotMarkTheOfferLeavesNoTrace)
{
    auto const id = confirmed(hours(1));
    app.sql("ALTER TABLE offers RENAME TO offers_away");
    EXPECT_EQ(marit.put(theirs(id, "/completion"), "{}").status, 500U);
    app.sql("ALTER TABLE offers_away RENAME TO offers");
    EXPECT_EQ(marit.get(theirs(id)).text("/status"), "confirmed");
    EXPECT_EQ(actions_on(id).front(), "appointment.confirmed");
    EXPECT_EQ(offer_status(), "to_review");
    EXPECT_EQ(marit.put(theirs(id, "/completion"), "{}").status, 200U);
}

// Every act of each side on appointments in every status, over HTTP.
TEST_F(Viewings, EachActIsAllowedOrRefusedByWhereTheAppointmentStands)
{
    using enum AppointmentStatus;
    struct Act {
        std::string path;
        std::string body;
        std::string action; // the activity it leaves
        std::set<std::pair<AppointmentStatus, appointments::Side>> allowed;
        Texts mails; // to whom
    };
    auto const by_contact = appointments::Side::contact;
    auto const by_staff = appointments::Side::staff;
    auto const at = "{\"starts_at\": " + quoted(moment(hours(1))) + "}";
    std::set<std::pair<AppointmentStatus, appointments::Side>> const open = {{pending, by_contact}, {pending, by_staff}};
    std::set<std::pair<AppointmentStatus, appointments::Side>> const agreed = {{AppointmentStatus::confirmed, by_contact},
                                                                               {AppointmentStatus::confirmed, by_staff}};
    auto both = open;
    both.insert(agreed.begin(), agreed.end());
    std::string const agent = "admin@vesperdaal.example";
    std::string const client = "sanne@example.com";
    std::vector<Act> const acts = {
        {"/api/v1/appointments/ID/confirmation", at, "appointment.confirmed", open, {client}},
        {"/api/v1/appointments/ID/proposal", wish({moment(hours(5))}, "moments"), "appointment.proposed", open, {client}},
        {"/api/v1/appointments/ID/decline", R"({"reason": "no"})", "appointment.declined", open, {client}},
        {"/api/v1/appointments/ID/cancellation", "{}", "appointment.cancelled", both, {client}},
        {"/api/v1/appointments/ID/completion", "{}", "appointment.completed", agreed, {}},
        {"/api/v1/portal/appointments/ID/acceptance", at, "appointment.accepted", {{pending, by_staff}}, {agent, client}},
        {"/api/v1/portal/appointments/ID/preferred", wish({moment(hours(5))}), "appointment.requested", {{pending, by_staff}}, {agent}},
        {"/api/v1/portal/appointments/ID/cancellation", "{}", "appointment.cancelled", both, {agent}},
        {"/api/v1/portal/appointments/ID/start", "{}", "appointment.completed", agreed, {}},
    };
    for (auto const& act : acts)
        for (auto const status : {pending, AppointmentStatus::confirmed, completed, cancelled, declined, expired})
            for (auto const side : {by_contact, by_staff}) {
                app.sql("DELETE FROM appointments");
                appointments::NewAppointment input;
                input.status = status;
                input.title = "Villa Aljibe";
                input.contact_id = world::sanne;
                input.property_id = world::villa;
                input.deal_id = world::second_home;
                input.owner_id = world::marit;
                input.proposed_by = side;
                input.preferred = {world::now + hours(1)};
                if (status != pending) input.starts_at = world::now + hours(1);
                std::string id;
                app.database().write([&](db::Tx& tx) { id = appointments::add_appointment(tx, world::vesper, world::now, input).text(); });
                auto path = act.path;
                path.replace(path.find("ID"), 2, id);
                auto& caller = path.find("portal") == std::string::npos ? marit : sanne;
                auto const reply = caller.put(path, act.body);
                auto const about =
                    path + " when " + std::string(json::enum_name(status)) + " by " + std::string(json::enum_name(side)) + reply.body;
                bool const allowed = act.allowed.contains({status, side});
                EXPECT_EQ(reply.status, allowed ? 200U : 409U) << about;
                EXPECT_EQ(allowed ? "" : reply.code(), allowed ? "" : "appointment_not_possible") << about;
                EXPECT_EQ(actions_on(id), allowed ? Texts{act.action} : Texts{}) << about;
                auto mails = allowed ? act.mails : Texts{};
                // Who cancels what stands in his calendar is sent its withdrawal.
                if (allowed && act.action == "appointment.cancelled" && &caller == &sanne && status != pending) mails.push_back(client);
                EXPECT_EQ(recipients(), mails) << about;
            }
}

// PRODUCT 4.3 beside 8.4: what a completed viewing makes of the offer, wherever that stood, and what may then be said.
TEST_F(Viewings, ACompletedViewingMakesTheOfferViewedWhereverItStood)
{
    using enum deals::OfferStatus;
    struct Case {
        deals::OfferStatus before;
        bool after_viewing;
        deals::OfferStatus after;
        std::string may_say;
    };
    std::vector<Case> const cases = {
        {to_review, false, viewed, R"(["approved","rejected"])"},
        {interested, false, viewed, R"(["approved","rejected"])"},
        {rejected, false, viewed, R"(["approved","rejected"])"},
        {viewed, true, viewed, R"(["approved","rejected"])"},
        {approved, true, approved, "[]"},
        {rejected, true, rejected, "[]"},
    };
    for (auto const& each : cases) {
        auto const before = std::string(json::enum_name(each.before));
        app.sql("DELETE FROM appointments; UPDATE offers SET status = '" + before + "', staff_status = '" + before +
                "', round = 5, after_viewing = " + (each.after_viewing ? "1" : "0") + " WHERE deal_id = 1601 AND property_id = 1401");
        auto const id = confirmed(hours(1));
        ASSERT_EQ(sanne.put(own(id, "/start"), "{}").status, 200U);
        EXPECT_EQ(offer_status(), json::enum_name(each.after)) << before;
        auto const page = sanne.get("/api/v1/portal/properties/" + world::villa.text());
        EXPECT_EQ(boost::json::serialize(page.at("/may_say")), each.may_say) << before << each.after_viewing;
    }
    // Nothing more is said of what stands in a closed deal; the viewing still took place.
    app.sql("DELETE FROM appointments; UPDATE offers SET status = 'interested', staff_status = 'to_review', after_viewing = 0 WHERE "
            "deal_id = 1601");
    auto const id = confirmed(hours(1));
    app.sql("UPDATE deals SET stage_id = 1514 WHERE id = 1601");
    EXPECT_EQ(sanne.put(own(id, "/start"), "{}").status, 200U);
    EXPECT_EQ(offer_status(), "interested");
}

} // namespace
} // namespace loggia::test
