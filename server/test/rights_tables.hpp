// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

// What the matrix of rights (rights_matrix_test.cpp) expects: written down once more, by hand, so that a route that declares the
// wrong access is found. It follows PRODUCT 5.8, not the code.
namespace loggia::test {

// Who may call each of the portal's routes, in the words of http::Access::describe().
inline std::map<std::string, std::string> const wanted_access = {
    {"GET /api/v1/portal/session", "client with any password"},
    {"DELETE /api/v1/portal/session", "client with any password"},
    {"PUT /api/v1/portal/session/identity", "client with any password"},
    {"PUT /api/v1/portal/session/portal", "client"},
    {"PUT /api/v1/portal/password", "client in person with any password"},
    {"PUT /api/v1/portal/locale", "client in person with any password"},
    {"GET /api/v1/portal/sessions", "client in person"},
    {"DELETE /api/v1/portal/sessions", "client in person"},
    {"DELETE /api/v1/portal/sessions/{session}", "client in person"},
    {"GET /api/v1/portal/profile", "client in person"},
    {"PATCH /api/v1/portal/profile", "client in person"},
    {"PUT /api/v1/portal/profile/photo", "client in person"},
    {"DELETE /api/v1/portal/profile/photo", "client in person"},
    {"GET /api/v1/portal/profile/photo/{file}", "client in person"},
    {"PUT /api/v1/portal/tour", "client in person"},
    {"POST /api/v1/portal/email-changes", "client in person"},
    {"PUT /api/v1/portal/email-changes", "client in person"},
    {"POST /api/v1/portal/phone-changes", "client in person"},
    {"PUT /api/v1/portal/phone-changes", "client in person"},
    {"DELETE /api/v1/portal/phone", "client in person"},
    {"GET /api/v1/portal/passkeys", "client in person"},
    {"POST /api/v1/portal/passkeys", "client in person"},
    {"POST /api/v1/portal/passkey-challenges", "client in person"},
    {"PUT /api/v1/portal/passkeys/{passkey}/name", "client in person"},
    {"DELETE /api/v1/portal/passkeys/{passkey}", "client in person"},
    {"GET /api/v1/portal/live", "client"},
    {"GET /api/v1/portal/home", "client"},
    {"GET /api/v1/portal/deals", "client"},
    {"GET /api/v1/portal/properties", "client with the right properties"},
    {"GET /api/v1/portal/properties/{property}", "client with the right properties"},
    {"PUT /api/v1/portal/properties/{property}/verdict", "client with the right properties"},
    {"PUT /api/v1/portal/properties/{property}/favourite", "client with the right properties"},
    {"PUT /api/v1/portal/properties/{property}/rating", "client with the right properties"},
    {"POST /api/v1/portal/properties/{property}/sight", "client with the right properties"},
    {"GET /api/v1/portal/photos/{photo}/{file}", "client with the right properties"},
    {"GET /api/v1/portal/appointments", "client with the right appointments"},
    {"GET /api/v1/portal/conversations", "client with the right messages"},
    {"POST /api/v1/portal/conversations", "client with the right send_messages"},
    {"GET /api/v1/portal/conversations/{conversation}", "client with the right messages"},
    {"GET /api/v1/portal/conversations/{conversation}/messages", "client with the right messages"},
    {"POST /api/v1/portal/conversations/{conversation}/messages", "client with the right send_messages"},
    {"PUT /api/v1/portal/conversations/{conversation}/reading", "client with the right messages"},
    {"PUT /api/v1/portal/conversations/{conversation}/attachments/{attachment}", "client with the right send_messages"},
    {"DELETE /api/v1/portal/conversations/{conversation}/attachments/{attachment}", "client with the right send_messages"},
    {"GET /api/v1/portal/conversations/{conversation}/attachments/{attachment}/content", "client with the right messages"},
    {"GET /api/v1/portal/conversations/{conversation}/attachments/{attachment}/{file}", "client with the right messages"},
    {"PUT /api/v1/portal/properties/{property}/conversation", "client with the right messages"},
    {"GET /api/v1/portal/appointments/{appointment}", "client with the right appointments"},
    {"POST /api/v1/portal/properties/{property}/viewing-requests", "client with the right schedule"},
    {"PUT /api/v1/portal/appointments/{appointment}/acceptance", "client with the right schedule"},
    {"PUT /api/v1/portal/appointments/{appointment}/preferred", "client with the right schedule"},
    {"PUT /api/v1/portal/appointments/{appointment}/cancellation", "client with the right schedule"},
    {"PUT /api/v1/portal/appointments/{appointment}/start", "client with the right appointments"},
    {"GET /api/v1/portal/appointments/{appointment}/feedback", "client with the right appointments"},
    {"PUT /api/v1/portal/appointments/{appointment}/feedback", "client with the right appointments"},
    {"PUT /api/v1/portal/appointments/{appointment}/feedback/media/{id}", "client with the right appointments"},
    {"DELETE /api/v1/portal/appointments/{appointment}/feedback/media/{id}", "client with the right appointments"},
    {"GET /api/v1/portal/appointments/{appointment}/feedback/media/{id}/{file}", "client with the right appointments"},
    {"GET /api/v1/portal/calendar-feed", "client in person with the right appointments"},
    {"PUT /api/v1/portal/calendar-feed", "client in person with the right appointments"},
    {"DELETE /api/v1/portal/calendar-feed", "client in person with the right appointments"},
    {"GET /api/v1/portal/notifications", "client"},
    {"PUT /api/v1/portal/notifications/sight", "client"},
    {"PUT /api/v1/portal/notifications/{notification}/sight", "client"},
    {"GET /api/v1/portal/news", "client"},
    {"GET /api/v1/portal/notification-settings", "client in person"},
    {"PUT /api/v1/portal/notification-settings", "client in person"},
    {"GET /api/v1/portal/push-key", "client in person"},
    {"GET /api/v1/portal/push-subscriptions", "client in person"},
    {"PUT /api/v1/portal/push-subscriptions", "client in person"},
    {"DELETE /api/v1/portal/push-subscriptions/{subscription}", "client in person"},
};

using Words = std::set<std::string>;

inline std::map<std::string, Words> const rights_of_level = {
    {"basic", {"properties", "documents", "download", "messages", "invoices"}},
    {"standard", {"properties", "documents", "download", "messages", "invoices", "send_messages", "appointments", "schedule", "tickets"}},
    {"extended",
     {"properties", "documents", "download", "messages", "invoices", "send_messages", "appointments", "schedule", "tickets", "upload",
      "notes", "other_contacts"}},
};

// In the order of their bits in the database.
inline std::vector<std::string> const rights_in_order = {"properties", "documents",      "download",      "upload",
                                                         "notes",      "messages",       "send_messages", "appointments",
                                                         "schedule",   "other_contacts", "invoices",      "tickets"};

// What goes with a right that is taken away.
inline std::map<std::string, Words> const depends_on = {
    {"appointments", {"schedule"}}, {"messages", {"send_messages"}}, {"documents", {"download", "upload"}}};

} // namespace loggia::test
