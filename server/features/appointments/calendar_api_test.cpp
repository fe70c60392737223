// SPDX-License-Identifier: Apache-2.0
#include "features/appointments/appointments_test_support.hpp"

// What staff make and move themselves, and how it is listed (PRODUCT 8.6).
namespace loggia::test {
namespace {

std::vector<std::string> titles(Reply const& reply)
{
    std::vector<std::string> result;
    for (auto const& item : reply.at("/items").as_array()) result.emplace_back(item.at("title").as_string());
    return result;
}

TEST_F(Viewings, AMeetingThatWasAgreedIsConfirmedAtOnce)
{
    auto const reply = create(agreed(hours(30), R"(, "location": "Herengracht 386", "description": "Bring your passport.", "deal_id": )" +
                                                    quoted(world::second_home.text())));
    ASSERT_EQ(reply.status, 201U) << reply.body;
    EXPECT_EQ(reply.text("/status"), "confirmed");
    EXPECT_EQ(reply.text("/owner_name"), "Marit Vesper") << "who made it";
    EXPECT_EQ(reply.text("/ends_at"), moment(hours(31)));
    EXPECT_EQ(reply.text("/proposed_by"), "staff");
    auto const id = reply.text("/id");
    auto const seen = sanne.get(own(id));
    EXPECT_EQ(seen.text("/description"), "Bring your passport.");
    EXPECT_FALSE(seen.at("/may/start").as_bool()) << "no viewing";
    EXPECT_EQ(actions_on(id), Texts{"appointment.created"});
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Bevestigd: Mortgage talk"});
    EXPECT_NE(part_of(letters.at(0), "text/plain").find("Bring your passport."), std::string::npos);
    EXPECT_EQ(invitation().text(0, "LOCATION"), "Herengracht 386");
    EXPECT_EQ(invitation().text(0, "SUMMARY"), "Mortgage talk");
}

TEST_F(Viewings, WhatTheContactDoesNotSeeIsNotThereForIt)
{
    auto const id = create(R"("type": "deadline", "title": "Chase the notary", "starts_at": )" + quoted(moment(hours(30))) +
                           R"(, "contact_id": )" + quoted(world::sanne.text()))
                        .text("/id");
    EXPECT_TRUE(marit.get(theirs(id)).at("/ends_at").is_null());
    EXPECT_EQ(sanne.get(own(id)).code(), "appointment_not_found");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").at("/upcoming").as_array().size(), 0U);
    EXPECT_EQ(marit.get("/api/v1/contacts/" + world::sanne.text() + "/appointments").text("/items/0/id"), id);
    app.clock().advance(hours(6));
    minute_passes();
    EXPECT_EQ(sent(), Texts{}) << "neither told nor reminded";
    auto const shown = marit.patch(theirs(id), 1, R"({"visible_to_contact": true})");
    ASSERT_EQ(shown.status, 200U) << shown.body;
    EXPECT_EQ(sanne.get(own(id)).status, 200U);
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Bevestigd: Chase the notary"});
}

TEST_F(Viewings, WhatCannotBeMadeIsRefused)
{
    auto const at = R"("type": "meeting", "title": "T", "starts_at": )" + quoted(moment(hours(5)));
    EXPECT_EQ(create(R"("type": "lunch", "title": "T", "starts_at": )" + quoted(moment(hours(5)))).error_at("/type"), "not_allowed");
    EXPECT_EQ(create(R"("type": "meeting", "starts_at": )" + quoted(moment(hours(5)))).error_at("/title"), "required");
    EXPECT_EQ(create(R"("type": "meeting", "title": "T")").error_at("/starts_at"), "required");
    EXPECT_EQ(create(at + R"(, "ends_at": )" + quoted(moment(hours(4)))).error_at("/ends_at"), "ends_before_start");
    EXPECT_EQ(create(at + R"(, "owner_id": )" + quoted(world::ruben.text())).error_at("/owner_id"), "owner_not_found");
    EXPECT_EQ(create(at + R"(, "contact_id": )" + quoted(world::joost.text())).error_at("/contact_id"), "contact_not_found");
    EXPECT_EQ(create(at + R"(, "deal_id": )" + quoted(world::rival_deal.text())).error_at("/deal_id"), "deal_not_found");
    EXPECT_EQ(create(at + R"(, "property_id": )" + quoted(world::rival_flat.text())).error_at("/property_id"), "property_not_found");
    EXPECT_EQ(create(at + R"(, "visible_to_contact": true)").error_at("/contact_id"), "contact_required");
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM appointments"), 0);
}

TEST_F(Viewings, AViewingMadeByStaffBelongsToTheOfferOfItsHome)
{
    auto const reply = create(R"("type": "viewing", "title": "Second viewing", "starts_at": )" + quoted(moment(hours(1))) +
                              R"(, "visible_to_contact": true, "contact_id": )" + quoted(world::sanne.text()) + R"(, "property_id": )" +
                              quoted(world::villa.text()));
    EXPECT_EQ(reply.text("/deal_id"), world::second_home.text());
    EXPECT_EQ(sanne.put(own(reply.text("/id"), "/start"), "{}").status, 200U);
    EXPECT_EQ(offer_status(), "viewed");
}

TEST_F(Viewings, AMovedAppointmentReplacesTheEarlierInvitation)
{
    auto const id = confirmed(hours(50));
    sent();
    auto const version = marit.get(theirs(id)).at("/version").as_int64();
    auto const reply = marit.patch(theirs(id), version, "{\"starts_at\": " + quoted(moment(hours(72))) + "}");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/starts_at"), moment(hours(72)));
    EXPECT_EQ(reply.text("/ends_at"), moment(hours(73))) << "as long as before";
    EXPECT_EQ(reply.at("/version").as_int64(), version + 1);
    EXPECT_EQ(actions_on(id).front(), "appointment.rescheduled");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Gewijzigd: Villa Aljibe"});
    auto const calendar = invitation();
    EXPECT_EQ(calendar.method(), "REQUEST");
    EXPECT_EQ(calendar.value(0, "UID"), "appointment-" + id + "@loggia");
    EXPECT_EQ(calendar.value(0, "SEQUENCE"), "1");
    EXPECT_EQ(calendar.starts_at(0), world::now + hours(72));

    EXPECT_EQ(marit.patch(theirs(id), version, R"({"title": "Other"})").code(), "changed_meanwhile");
    EXPECT_EQ(marit.patch(theirs(id), version, R"({"title": "Other"})").status, 412U);
    EXPECT_EQ(marit.patch(theirs(id), 0, R"({"title": "Other"})").code(), "version_required");
    EXPECT_EQ(marit.patch(theirs(id), version + 1, R"({"ends_at": )" + quoted(moment(hours(70))) + "}").error_at("/ends_at"),
              "ends_before_start");
    EXPECT_EQ(marit.patch(theirs(id), version + 1, R"({"owner_id": )" + quoted(world::ruben.text()) + "}").error_at("/owner_id"),
              "owner_not_found");
}

TEST_F(Viewings, AChangeOfWordsAloneIsNoNewInvitation)
{
    auto const id = confirmed(hours(50));
    sent();
    auto const version = marit.get(theirs(id)).at("/version").as_int64();
    auto const reply =
        marit.patch(theirs(id), version, R"({"description": "Ring the left bell.", "owner_id": )" + quoted(world::lucia.text()) + "}");
    ASSERT_EQ(reply.status, 200U) << reply.body;
    EXPECT_EQ(reply.text("/owner_name"), "Lucía Ferrer");
    EXPECT_EQ(sent(), Texts{});
    EXPECT_EQ(actions_on(id).front(), "appointment.changed");
    marit.patch(theirs(id), version + 1, R"({"location": "At the gate"})");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Gewijzigd: Villa Aljibe"}) << "another place is";
    EXPECT_EQ(marit.patch(theirs(id), version + 2, "{}").at("/version").as_int64(), version + 2) << "nothing changed";
}

TEST_F(Viewings, APendingOneIsNotMovedAndAnEndedOneNotChanged)
{
    auto const id = asked();
    EXPECT_EQ(marit.patch(theirs(id), 1, "{\"starts_at\": " + quoted(moment(hours(72))) + "}").code(), "appointment_not_possible");
    EXPECT_EQ(marit.patch(theirs(id), 1, R"({"title": "Villa, with the owner"})").status, 200U);
    marit.put(theirs(id, "/decline"), R"({"reason": "no"})");
    EXPECT_EQ(marit.patch(theirs(id), 3, R"({"title": "Other"})").code(), "appointment_not_possible");
}

TEST_F(Viewings, TheCalendarListsByTimeAndFilter)
{
    auto const plain = [](std::string const& title, std::chrono::milliseconds ahead, std::string const& more = {}) {
        return R"("type": "meeting", "title": ")" + title + R"(", "starts_at": )" + quoted(moment(ahead)) + more;
    };
    create(plain("Late", hours(90)));
    create(plain("Early", hours(10), R"(, "owner_id": )" + quoted(world::lucia.text())));
    create(plain("Long", hours(-100), R"(, "ends_at": )" + quoted(moment(hours(20)))));
    asked(); // at 50 and 52
    auto const list = [&](std::string const& query) { return titles(marit.get("/api/v1/appointments" + query)); };
    EXPECT_EQ(list(""), (Texts{"Long", "Early", "Villa Aljibe", "Late"}));
    EXPECT_EQ(list("?from=" + moment(hours(19))), (Texts{"Long", "Villa Aljibe", "Late"})) << "what goes on still";
    EXPECT_EQ(list("?from=" + moment(hours(20)) + "&to=" + moment(hours(90))), Texts{"Villa Aljibe"});
    EXPECT_EQ(list("?from=" + moment(minutes(52 * 60 + 30)) + "&to=" + moment(hours(60))), Texts{"Villa Aljibe"})
        << "its last moment is held for an hour";
    EXPECT_EQ(list("?from=" + moment(hours(53)) + "&to=" + moment(hours(60))), Texts{});
    EXPECT_EQ(list("?to=" + moment(hours(10))), Texts{"Long"});
    EXPECT_EQ(list("?owner=" + world::lucia.text()), Texts{"Early"});
    EXPECT_EQ(list("?status=pending"), Texts{"Villa Aljibe"});
    EXPECT_EQ(list("?status=pending,confirmed&type=meeting"), (Texts{"Long", "Early", "Late"}));
    EXPECT_EQ(list("?contact=" + world::sanne.text()), Texts{"Villa Aljibe"});
    EXPECT_EQ(list("?deal=" + world::second_home.text()), Texts{"Villa Aljibe"});
    auto const first = marit.get("/api/v1/appointments?limit=3");
    EXPECT_EQ(titles(first), (Texts{"Long", "Early", "Villa Aljibe"}));
    EXPECT_EQ(list("?limit=3&after=" + first.text("/next")), Texts{"Late"});
    EXPECT_TRUE(marit.get("/api/v1/appointments?limit=4").at("/next").is_null());
    for (auto const* place : {"x", "12", "12-x", "-", "12-0JRN8FQ1DV00", "99999999999999999999-0JRN8FQ1DV00T"})
        EXPECT_EQ(marit.get("/api/v1/appointments?after=" + std::string(place)).code(), "invalid_cursor") << place;
    EXPECT_EQ(marit.get("/api/v1/appointments?from=monday").error_at("/from"), "invalid_format");
    EXPECT_EQ(app.rival().get("/api/v1/appointments").body, R"({"items":[],"next":null})");
}

TEST_F(Viewings, StaffListsAskForWhatExists)
{
    EXPECT_EQ(marit.get("/api/v1/deals/" + world::rival_deal.text() + "/appointments").code(), "deal_not_found");
    EXPECT_EQ(marit.get("/api/v1/contacts/" + world::joost.text() + "/appointments").code(), "contact_not_found");
    EXPECT_EQ(marit.get(theirs(DealId{7}.text())).code(), "appointment_not_found");
    EXPECT_EQ(marit.get(theirs("nonsense")).status, 404U);
    EXPECT_EQ(sanne.get("/api/v1/appointments").status, 401U);
    EXPECT_EQ(app.nobody().get("/api/v1/appointments/requests").status, 401U);
}

TEST_F(Viewings, ARequestExpiresWithItsLastMomentAndBothAreTold)
{
    auto const id = asked();
    sent();
    app.clock().advance(hours(51));
    minute_passes();
    EXPECT_EQ(sanne.get(own(id)).text("/status"), "pending") << "one moment is still to come";
    app.clock().advance(hours(1));
    minute_passes();
    minute_passes(); // another node
    auto const seen = sanne.get(own(id));
    EXPECT_EQ(seen.text("/status"), "expired");
    EXPECT_EQ(sanne.get("/api/v1/portal/appointments").text("/recent/0/id"), id);
    EXPECT_EQ(actions_on(id), (Texts{"appointment.expired", "appointment.requested"}));
    EXPECT_EQ(sent(), (Texts{"sanne@example.com: Verlopen: Villa Aljibe", "admin@vesperdaal.example: Expired: Villa Aljibe"}));
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM jobs"), 0);
    EXPECT_EQ(ask({moment(hours(90))}).status, 201U) << "she may ask again";
}

TEST_F(Viewings, AnExpiryThatCannotTellAnybodyLeavesNoTraceAndHappensLater)
{
    auto const id = asked();
    sent();
    app.clock().advance(hours(60));
    app.sql("ALTER TABLE jobs RENAME TO jobs_away");
    minute_passes();
    app.sql("ALTER TABLE jobs_away RENAME TO jobs");
    EXPECT_EQ(sanne.get(own(id)).text("/status"), "pending");
    EXPECT_EQ(actions_on(id).front(), "appointment.requested");
    minute_passes();
    EXPECT_EQ(sanne.get(own(id)).text("/status"), "expired");
}

TEST_F(Viewings, RemindersGoOutADayAndAnHourAheadOnceEach)
{
    auto const id = confirmed(hours(50));
    sent();
    auto const pass = [&](std::chrono::milliseconds span) {
        app.clock().advance(span);
        minute_passes();
        minute_passes(); // another node
        return sent();
    };
    EXPECT_EQ(pass(hours(26) - minutes(1)), Texts{});
    EXPECT_EQ(pass(minutes(1)), Texts{"sanne@example.com: Herinnering: Villa Aljibe"});
    EXPECT_NE(part_of(letters.at(0), "text/plain").find("zaterdag 20 juni 2026 om 14:00"), std::string::npos);
    EXPECT_EQ(pass(hours(22)), Texts{});
    EXPECT_EQ(pass(hours(1)), Texts{"sanne@example.com: Herinnering: Villa Aljibe"});
    EXPECT_EQ(pass(minutes(30)), Texts{});
    EXPECT_EQ(pass(hours(2)), Texts{});
    EXPECT_EQ(actions_on(id).front(), "appointment.confirmed") << "a reminder is no activity";
}

TEST_F(Viewings, NobodyIsRemindedOfWhatWasAgreedLaterMovedOrCancelled)
{
    auto const id = confirmed(hours(20)); // within the last day
    sent();
    minute_passes();
    EXPECT_EQ(sent(), Texts{});
    auto const version = marit.get(theirs(id)).at("/version").as_int64();
    marit.patch(theirs(id), version, "{\"starts_at\": " + quoted(moment(hours(100))) + "}");
    sent();
    app.clock().advance(hours(20));
    minute_passes();
    EXPECT_EQ(sent(), Texts{}) << "it was moved away";
    app.clock().advance(hours(56));
    minute_passes();
    EXPECT_EQ(sent().size(), 1U) << "a day before the new time";
    marit.put(theirs(id, "/cancellation"), "{}");
    sent();
    app.clock().advance(hours(23));
    minute_passes();
    EXPECT_EQ(sent(), Texts{});
}

TEST_F(Viewings, AServerThatWasDownRemindsOnceAndOnlyOfWhatIsToCome)
{
    confirmed(hours(50));
    sent();
    app.clock().advance(minutes(49 * 60 + 30)); // both times have passed
    minute_passes();
    EXPECT_EQ(sent().size(), 1U);
    minute_passes();
    EXPECT_EQ(sent().size(), 0U);

    app.sql("UPDATE appointments SET remind_at = 1, starts_at = 2, ends_at = 3");
    minute_passes();
    EXPECT_EQ(sent().size(), 0U) << "it is over";
    EXPECT_EQ(app.count("SELECT COUNT(*) FROM appointments WHERE remind_at IS NOT NULL"), 0);
}

// What the mail says is what is true when it goes out.
TEST_F(Viewings, AMailThatIsOvertakenIsNotSent)
{
    auto const id = asked();
    confirm(id, hours(50));
    marit.put(theirs(id, "/cancellation"), "{}");
    EXPECT_EQ(sent(), Texts{"sanne@example.com: Geannuleerd: Villa Aljibe"});
}

TEST_F(Viewings, AContactWithoutAPortalIsInvitedUnderTheOrganizationsName)
{
    create(R"("type": "meeting", "title": "Intake", "visible_to_contact": true, "starts_at": )" + quoted(moment(hours(30))) +
           R"(, "contact_id": )" + quoted(world::added.text()));
    EXPECT_EQ(sent(), Texts{"ada@example.com: Confirmed: Intake"});
    auto const text = part_of(letters.at(0), "text/plain");
    EXPECT_EQ(text.find("https://portal.test"), std::string::npos) << "there is nothing she could open: " << text;
    create(R"("type": "meeting", "title": "Call", "visible_to_contact": true, "starts_at": )" + quoted(moment(hours(30))) +
           R"(, "contact_id": )" + quoted(world::noor.text()));
    EXPECT_EQ(sent(), Texts{}) << "she has no e-mail address";
}

} // namespace
} // namespace loggia::test
