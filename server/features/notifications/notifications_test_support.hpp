// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/conversations_test_support.hpp"
#include "features/notifications/notification.hpp"
#include "test/letters.hpp"
#include "test/push_double.hpp"

namespace loggia::test {

// What happens between Sanne and Marit, and who is told of it.
class Notifications : public Conversations {
protected:
    void run()
    {
        while (app.run_jobs() > 0) {
        }
    }
    static Texts actions_in(Reply const& reply) { return texts_of(reply, "action"); }
    Texts told(Caller& client)
    {
        run();
        return actions_in(client.get("/api/v1/portal/notifications"));
    }
    Texts told_staff(Caller& user)
    {
        run();
        return actions_in(user.get("/api/v1/notifications"));
    }
    std::int64_t news(char const* member) { return sanne.get("/api/v1/portal/news").at(std::string("/") + member).as_int64(); }
    std::string quoted_id(auto id) { return quoted(id.text()); }

    Reply offer(PropertyId property)
    {
        return marit.post("/api/v1/deals/" + world::second_home.text() + "/properties",
                          R"({"property_ids": [)" + quoted_id(property) + "]}");
    }
    Reply move(StageId stage)
    {
        return marit.put("/api/v1/deals/" + world::second_home.text() + "/stage", R"({"stage_id": )" + quoted_id(stage) + "}");
    }
    Reply change_villa(std::string const& members)
    {
        auto const path = "/api/v1/properties/" + world::villa.text();
        return marit.patch(path, marit.get(path).at("/version").as_int64(), "{" + members + "}");
    }
    // Mails since the last call, oldest first.
    Texts letters()
    {
        run();
        auto const all = app.mails();
        Texts fresh(all.begin() + static_cast<std::ptrdiff_t>(read), all.end());
        read = all.size();
        return fresh;
    }
    // What is due is done before.
    void pass(std::chrono::milliseconds span)
    {
        run();
        app.clock().advance(span);
    }

    std::size_t read = 0;
};

} // namespace loggia::test
