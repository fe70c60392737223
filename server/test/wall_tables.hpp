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
    "Second home", "Costa feed", "Pays in cash", "in a hurry", "VD-1", "VD-2", "VD-3", "first_viewing"};

// Lists that leave a trace of having been asked for; their own tests say which.
inline std::set<std::string> const recorded_when_read = {"GET /api/v1/audit/export.csv"};

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
};

}  // namespace loggia::test
