// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

// What the wall test (wall_test.cpp) knows of routes beyond their table.
namespace loggia::test {

// The whole list of what anyone may call. Adding to it is a decision, and stands in docs/SECURITY.md.
inline std::set<std::string> const open_to_anyone = {
    "POST /api/v1/public/staff-sessions",
    "POST /api/v1/public/portals/{slug}/sessions",
    "POST /api/v1/public/portals/{slug}/sign-in-codes",
    "POST /api/v1/public/portals/{slug}/code-sessions",
    "POST /api/v1/public/portals/{slug}/passkey-challenges",
    "POST /api/v1/public/portals/{slug}/passkey-sessions",
    "POST /api/v1/public/portals/{slug}/password-resets",
    "PUT /api/v1/public/portals/{slug}/password-resets",
    "POST /api/v1/public/staff-second-factors",
    "POST /api/v1/public/staff-passkey-challenges",
    "POST /api/v1/public/staff-passkey-sessions",
    "POST /api/v1/public/staff-password-resets",
    "PUT /api/v1/public/staff-password-resets",
    "POST /api/v1/public/staff-links",
    "POST /api/v1/public/portals/{slug}/links",
    "PUT /api/v1/public/portals/{slug}/activations",
    "POST /api/v1/public/portals/{slug}/registrations",
    "PUT /api/v1/public/portals/{slug}/registrations",
    "GET /api/v1/public/portals/{slug}",
    "GET /api/v1/public/portals/{slug}/theme.css",
    "GET /api/v1/public/calendars/{token}",
    "GET /api/v1/public/mail-preferences/{token}",
    "POST /api/v1/public/mail-preferences/{token}",
    "GET /api/v1/openapi.json",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /dev/outbox",
};

// What no stranger may read: names, addresses and texts of Vesper & Daal.
inline std::vector<std::string> const private_texts = {
    "Sanne", "de Wit", "sanne@", "Mark", "Jansen", "Noor Bakker", "Bakker", "Fenna", "Prins", "notaris", "Ada", "Marit", "Lucía",
    "vesperdaal", "Vesper", "Villa Aljibe", "Jávea", "Finca Son Olivar", "Benissa", "Brouwersgracht", "zwembad", "walking distance",
    "Second home", "Costa feed", "Pays in cash", "in a hurry", "left bell", "Light and quiet", "spare key", "Floor plan", "VD-1", "VD-2", "VD-3", "first_viewing"};

// Lists that leave a trace of having been asked for; their own tests say which.
inline std::set<std::string> const recorded_when_read = {"GET /api/v1/audit/export.csv"};

// A viewing of Sanne's that took place, with what she said of it.
inline constexpr auto a_viewing = R"(
    INSERT INTO appointments (organization_id, id, type, status, title, description, deal_id, property_id, contact_id, owner_id, preferred, starts_at, created_at)
    VALUES (1001, 2201, 'viewing', 'completed', 'Villa Aljibe', 'Ring the left bell', 1601, 1401, 1201, 1101, '[]', 1, 0);
    INSERT INTO feedback (organization_id, id, appointment_id, contact_id, deal_id, property_id, stars, notes, created_at, changed_at)
    VALUES (1001, 2202, 2201, 1201, 1601, 1401, 4, 'Light and quiet', 0, 0);
    INSERT INTO feedback_media (organization_id, feedback_id, id, kind, sha256, media_type, size, variants, created_at)
    VALUES (1001, 2202, '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'photo', 'x', 'image/png', 9,
            '[{"width":640,"height":480,"format":"webp","sha256":"FILE","size":9}]', 0);
)";

// A conversation of Sanne's about the villa, with what she attached.
inline constexpr auto a_conversation = R"(
    INSERT INTO conversations (organization_id, id, contact_id, property_id, subject, last_message_at, owner_id, started_by, last_message_id,
                               last_of_contact)
    VALUES (1001, 2301, 1201, 1401, '', 1, 1101, 'contact', 2302, 2302);
    INSERT INTO messages (organization_id, id, conversation_id, author_kind, author_id, text, at, side, author_name)
    VALUES (1001, 2302, 2301, 'contact', 1201, 'Where is the spare key?', 1, 'contact', 'Sanne de Wit');
    INSERT INTO attachments (organization_id, conversation_id, id, message_id, author_id, name, media_type, size, sha256, sent_sha256, width,
                             height, colour, variants, created_at)
    VALUES (1001, 2301, '3f2504e0-4f89-41d3-9a0c-0305e82c3302', 2302, 1201, 'Floor plan.jpg', 'image/jpeg', 9, 'FILE', 'x', 640, 480, '#888888',
            '[{"width":640,"height":480,"format":"webp","sha256":"FILE","size":9}]', 1);
)";

// Told to Marit and to Sanne of it.
inline constexpr auto some_news = R"(
    INSERT INTO activities (organization_id, id, at, action, actor_kind, actor_id, actor_name, contact_id, property_id, detail)
    VALUES (1001, 2401, 1, 'conversation.started', 'contact', 1201, 'Sanne de Wit', 1201, 1401, '{"excerpt":"Where is the spare key?"}');
    INSERT INTO notifications (organization_id, id, audience, recipient_id, activity_id, kind, action, property_id, conversation_id, at)
    VALUES (1001, 2402, 'staff', 1101, 2401, 'messages', 'conversation.started', 1401, 2301, 1),
           (1001, 2403, 'contact', 1201, 2401, 'messages', 'conversation.started', 1401, 2301, 1);
)";

// A readable body for each route that takes one, so that a stranger's request gets as far as it can.
inline std::map<std::string, std::string> const bodies = {
    {"POST /api/v1/contacts/{contact}/notes", R"({"text": "Hello"})"},
    {"POST /api/v1/contacts/{contact}/accesses", R"({"portal_ids": ["PORTAL"], "level": "standard"})"},
    {"PUT /api/v1/accesses/{access}/rights", R"({"level": "basic"})"},
    {"PUT /api/v1/accesses/{access}/approval", R"({"approved": true})"},
    {"POST /api/v1/public/portals/{slug}/sessions", R"({"email": "sanne@example.com", "password": "Loggia-demo-1"})"},
    {"POST /api/v1/public/portals/{slug}/links", R"({"token": "x", "purpose": "activation"})"},
    {"PUT /api/v1/public/portals/{slug}/activations", R"({"token": "x", "password": "Zee-kraal-48-duin"})"},
    {"POST /api/v1/public/portals/{slug}/registrations",
     R"({"first_name": "A", "last_name": "B", "email": "a@example.com", "password": "Zee-kraal-48-duin"})"},
    {"PUT /api/v1/public/portals/{slug}/registrations", R"({"attempt": "x", "code": "123456"})"},
    {"PUT /api/v1/portal/session/identity", R"({"kind": "contact", "id": "CONTACT"})"},
    {"PUT /api/v1/portal/session/portal", R"({"slug": "nowhere"})"},
    {"POST /api/v1/contacts/{contact}/impersonations", R"({"portal_id": "PORTAL"})"},
    {"PUT /api/v1/accesses/{access}/block", R"({"blocked": true})"},
    {"PUT /api/v1/portals/{portal}/slug", R"({"slug": "taken-over"})"},
    {"PUT /api/v1/portals/{portal}/switch", R"({"enabled": false})"},
    {"POST /api/v1/deals/{deal}/properties", R"({"property_ids": ["PROPERTY"]})"},
    {"PUT /api/v1/deals/{deal}/properties/{property}/status", R"({"status": "viewed"})"},
    {"PUT /api/v1/deals/{deal}/stage", R"({"stage_id": "STAGE"})"},
    {"PUT /api/v1/properties/{property}/photos/order", R"({"ids": []})"},
    {"PUT /api/v1/properties/{property}/photos/{photo}/kind", R"({"kind": "floor_plan"})"},
    {"POST /api/v1/public/portals/{slug}/sessions", R"({"email": "sanne@example.com", "password": "Loggia-demo-1"})"},
    {"POST /api/v1/public/portals/{slug}/sign-in-codes", R"({"login": "sanne@example.com", "channel": "best"})"},
    {"POST /api/v1/public/portals/{slug}/code-sessions", R"({"attempt": "x", "code": "123456"})"},
    {"POST /api/v1/public/portals/{slug}/passkey-sessions", R"({"attempt": "x", "credential": {}})"},
    {"POST /api/v1/public/portals/{slug}/password-resets", R"({"email": "sanne@example.com"})"},
    {"PUT /api/v1/public/portals/{slug}/password-resets", R"({"token": "x", "password": "Zee-kraal-48-duin"})"},
    {"PUT /api/v1/passkeys/{passkey}/name", R"({"name": "Taken over"})"},
    {"PUT /api/v1/portal/passkeys/{passkey}/name", R"({"name": "Taken over"})"},
    {"PUT /api/v1/portal/properties/{property}/verdict", R"({"verdict": "interested"})"},
    {"PUT /api/v1/portal/properties/{property}/favourite", R"({"favourite": true})"},
    {"PUT /api/v1/portal/properties/{property}/rating", R"({"stars": 3})"},
    {"POST /api/v1/portal/properties/{property}/viewing-requests", R"({"preferred": ["2026-06-20T10:00:00Z"]})"},
    {"PUT /api/v1/portal/appointments/{appointment}/acceptance", R"({"starts_at": "2026-06-20T10:00:00Z"})"},
    {"PUT /api/v1/portal/appointments/{appointment}/preferred", R"({"preferred": ["2026-06-20T10:00:00Z"]})"},
    {"PUT /api/v1/portal/appointments/{appointment}/feedback", R"({"stars": 1})"},
    {"PUT /api/v1/appointments/{appointment}/confirmation", R"({"starts_at": "2026-06-20T10:00:00Z"})"},
    {"PUT /api/v1/appointments/{appointment}/proposal", R"({"moments": ["2026-06-20T10:00:00Z"]})"},
    {"PUT /api/v1/appointments/{appointment}/decline", R"({"reason": "No"})"},
    {"POST /api/v1/conversations", R"({"contact_id": "CONTACT", "subject": "Hello"})"},
    {"POST /api/v1/conversations/{conversation}/messages", R"({"client_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3303", "text": "Hello"})"},
    {"PUT /api/v1/conversations/{conversation}/reading", R"({"message_id": "MESSAGE"})"},
    {"PUT /api/v1/conversations/{conversation}/state", R"({"state": "closed"})"},
    {"POST /api/v1/portal/conversations/{conversation}/messages",
     R"({"client_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3303", "text": "Hello"})"},
    {"PUT /api/v1/portal/conversations/{conversation}/reading", R"({"message_id": "MESSAGE"})"},
    {"PUT /api/v1/notifications/sight", R"({"up_to": "MESSAGE"})"},
    {"PUT /api/v1/notification-settings", R"({"mail_pace": "never"})"},
    {"PUT /api/v1/portal/notifications/sight", R"({"up_to": "MESSAGE"})"},
    {"PUT /api/v1/portal/notification-settings", R"({"mail_pace": "never"})"},
};

// What a route needs in its query.
inline std::map<std::string, std::string> const queries = {
    {"GET /api/v1/appointments/{appointment}/conflicts", "?starts_at=2026-06-20T10:00:00Z"},
};

}  // namespace loggia::test
