// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.hpp"
#include "platform/id.hpp"
#include "platform/values.hpp"

namespace loggia::http {

enum class ActorKind { nobody, staff, client };

// Who is asking. Made by the session check (features/sessions), never by a handler.
struct Actor {
    ActorKind kind = ActorKind::nobody;
    OrganizationId organization;
    SessionId session;
    Locale locale = english();
    std::string name;  // for timeline entries; the person's full name

    // Staff.
    UserId user;
    bool is_admin = false;

    // Clients: the account, the contact it belongs to, and the entry to the portal it is signed in to.
    AccountId account;
    ContactId contact;
    PortalId portal;
    AccessId access;
    bool must_change_password = false;
};

// Who may call a route. There is no default: a route that does not say does not compile.
class Access {
public:
    enum class Audience { anyone, staff, client };

    static Access anyone() { return Access(Audience::anyone, Needs::nothing); }
    static Access staff() { return Access(Audience::staff, Needs::nothing); }
    static Access admin() { return Access(Audience::staff, Needs::admin); }
    static Access client() { return Access(Audience::client, Needs::own_password); }
    // The few client routes that work before a temporary password was replaced.
    static Access client_with_any_password() { return Access(Audience::client, Needs::nothing); }

    Audience audience() const { return audience_; }
    bool needs_admin() const { return needs_ == Needs::admin; }
    std::string describe() const;           // for docs and OpenAPI: "staff", "admin", "client", "anyone"
    void check(Actor const& actor) const;   // throws Problem 401 or 403

private:
    enum class Needs { nothing, admin, own_password };
    Access(Audience audience, Needs needs) : audience_(audience), needs_(needs) {}
    Audience audience_;
    Needs needs_;
};

}  // namespace loggia::http
