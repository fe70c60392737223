// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "features/appointments/appointment.hpp"
#include "features/appointments/appointment_jobs.hpp"
#include "test/icalendar.hpp"
#include "test/letters.hpp"
#include "test/test_app.hpp"

namespace loggia::test {

using appointments::AppointmentStatus;
using std::chrono::hours;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

inline std::string quoted(std::string const& text)
{
    return "\"" + text + "\"";
}

inline std::string moment(std::chrono::milliseconds ahead)
{
    return to_string(world::now + ahead);
}

// Sanne looks at the villa with Marit; it is Thursday 18 June 2026, noon in Amsterdam.
class Viewings : public testing::Test {
protected:
    static std::string wish(Texts const& moments, std::string const& member = "preferred", std::string const& more = {})
    {
        std::string list;
        for (auto const& each : moments) list += (list.empty() ? "" : ", ") + quoted(each);
        return "{" + quoted(member) + ": [" + list + "]" + more + "}";
    }
    Reply ask(Texts const& moments, std::string const& more = {})
    {
        return sanne.post("/api/v1/portal/properties/" + world::villa.text() + "/viewing-requests", wish(moments, "preferred", more));
    }
    // The id of a request for the day after tomorrow at noon UTC, and two hours later.
    std::string asked()
    {
        auto const reply = ask({moment(hours(50)), moment(hours(52))});
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return reply.text("/id");
    }
    static std::string own(std::string const& id, std::string const& part = {}) { return "/api/v1/portal/appointments/" + id + part; }
    static std::string theirs(std::string const& id, std::string const& part = {}) { return "/api/v1/appointments/" + id + part; }

    Reply confirm(std::string const& id, std::chrono::milliseconds ahead, std::string const& more = {})
    {
        return marit.put(theirs(id, "/confirmation"), R"({"starts_at": )" + quoted(moment(ahead)) + more + "}");
    }
    std::string confirmed(std::chrono::milliseconds ahead = hours(50))
    {
        auto const id = asked();
        auto const reply = confirm(id, ahead);
        EXPECT_EQ(reply.status, 200U) << reply.body;
        return id;
    }
    Reply propose(std::string const& id, Texts const& moments)
    {
        return marit.put(theirs(id, "/proposal"), wish(moments, "moments", R"(, "note": "After lunch?")"));
    }
    Reply create(std::string const& members) { return marit.post("/api/v1/appointments", "{" + members + "}"); }
    static std::string agreed(std::chrono::milliseconds ahead, std::string const& more = {})
    {
        return R"("type": "meeting", "title": "Mortgage talk", "starts_at": )" + quoted(moment(ahead)) +
               R"(, "visible_to_contact": true, "contact_id": )" + quoted(world::sanne.text()) + more;
    }

    std::string offer_status()
    {
        auto const offers = marit.get("/api/v1/deals/" + world::second_home.text() + "/properties");
        return offers.text("/items/0/status");
    }
    Texts actions_on(std::string const& id) { return app.actions(AppointmentId::parse(id)->value); }
    // Mails sent since the last call, by "address: subject"; their whole texts lie in `letters`.
    Texts sent()
    {
        while (app.run_jobs() > 0) {
        }
        auto const all = app.mails();
        letters.assign(all.begin() + static_cast<std::ptrdiff_t>(read), all.end());
        read = all.size();
        Texts result;
        for (auto const& letter : letters) {
            auto const start = letter.find("\r\nSubject: ") + 11;
            result.push_back(recipient_of(letter) + ": " + letter.substr(start, letter.find("\r\n", start) - start));
        }
        return result;
    }
    // Of the mails sent since the last call.
    Texts recipients()
    {
        Texts result;
        for (auto const& mail : sent()) result.push_back(mail.substr(0, mail.find(": ")));
        return result;
    }
    ParsedCalendar invitation() { return ParsedCalendar(part_of(letters.at(0), "text/calendar")); }
    void minute_passes()
    {
        appointments::expire_requests(app.database(), app.clock().now());
        appointments::send_reminders(app.database(), app.clock().now());
    }

    TestApp app;
    Caller marit = app.marit();
    Caller sanne = app.sanne();
    Texts letters;
    std::size_t read = 0;
};

} // namespace loggia::test
