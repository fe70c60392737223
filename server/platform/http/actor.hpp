// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/rights.hpp"
#include "platform/clock.hpp"
#include "platform/id.hpp"
#include "platform/values.hpp"

namespace loggia::http {

enum class ActorKind { nobody, staff, client };

// Staff who see a portal as one of its clients does (PRODUCT 5.14).
struct Impersonation {
    enum class Mode { read_only, act };
    UserId user;
    std::string name;
    Mode mode = Mode::read_only;
    Timestamp ends_at;
};

// Whose records of one kind a client is shown: those of the contact it acts for and, where the whole company's may be seen,
// those of the company's other people as well.
struct Viewer {
    Viewer(ContactId contact_) : contact(contact_) {} // his own, with every right and no end

    ContactId contact;
    CompanyId company{};               // 0: his own only
    std::optional<Timestamp> since{};  // what was last shared before is left out
    auth::Rights rights = auth::rights_of(auth::Level::extended);
};

// Who is asking. Made by the session check (features/sessions), never by a handler.
struct Actor {
    ActorKind kind = ActorKind::nobody;
    OrganizationId organization;
    SessionId session;
    Locale locale = english();
    std::string name; // for timeline entries; the person's full name

    // Staff.
    UserId user;
    bool is_admin = false;
    bool must_set_up_second_factor = false; // the organization asks for one, and there is none yet

    // Clients: the account, whose it is, and the entry to the portal it is signed in to.
    AccountId account;
    ContactId self;    // the contact the account belongs to
    ContactId contact; // for whom it acts: mostly `self`, else one it stands for. Everything shown is this contact's
    CompanyId company; // for which company, when one was chosen; 0 otherwise
    PortalId portal;
    AccessId access;
    bool must_change_password = false;
    auth::Rights rights;
    auth::RecordKinds company_scope;        // kinds of records seen for the whole company
    std::optional<Timestamp> visible_since; // what was shared before is not shown any more
    std::optional<Impersonation> impersonation;

    bool may(auth::Right right) const { return rights.has(right); }
    // The one place that turns scope and retention into what a list shows.
    Viewer viewer(auth::RecordKind records) const;
};

// Who may call a route. There is no default: a route that does not say does not compile.
class Access {
public:
    enum class Audience { anyone, staff, client };

    static Access anyone() { return Access(Audience::anyone, Needs::nothing); }
    static Access staff() { return Access(Audience::staff, Needs::second_factor); }
    static Access admin() { return Access(Audience::staff, Needs::admin); }
    // The few staff routes that work before a second factor was set up where one is required.
    static Access staff_without_second_factor() { return Access(Audience::staff, Needs::nothing); }

    // Client routes name the right they need,
    static Access client(auth::Right right) { return Access(Audience::client, Needs::right, right); }
    // or are open to every level: their answers leave out what the rights do not allow,
    static Access client_of_any_level() { return Access(Audience::client, Needs::own_password); }
    // or are about the person's own account, which nobody else touches, not even staff who impersonate.
    static Access client_self() { return Access(Audience::client, Needs::own_hands); }
    static Access client_self(auth::Right right) { return Access(Audience::client, Needs::own_hands_and_right, right); }
    // The few that work before a temporary password was replaced.
    static Access client_with_any_password() { return Access(Audience::client, Needs::nothing); }
    static Access client_self_with_any_password() { return Access(Audience::client, Needs::own_hands_any_password); }

    Audience audience() const { return audience_; }
    bool needs_admin() const { return needs_ == Needs::admin; }
    std::optional<auth::Right> right() const { return needs_right() ? std::optional(right_) : std::nullopt; }
    bool is_own_hands() const
    {
        return needs_ == Needs::own_hands || needs_ == Needs::own_hands_and_right || needs_ == Needs::own_hands_any_password;
    }
    bool needs_own_password() const { return needs_right() || needs_ == Needs::own_password || needs_ == Needs::own_hands; }
    std::string describe() const; // for docs and OpenAPI: "staff", "admin", "client with the right properties", "anyone"

    // Whether a route that changes something is called, or one that only shows.
    enum class Effect { none, changes };
    void check(Actor const& actor, Effect effect) const; // throws Problem 401 or 403

private:
    enum class Needs { nothing, second_factor, admin, own_password, right, own_hands, own_hands_and_right, own_hands_any_password };
    Access(Audience audience, Needs needs, auth::Right right = {}) : audience_(audience), needs_(needs), right_(right) {}
    bool needs_right() const { return needs_ == Needs::right || needs_ == Needs::own_hands_and_right; }
    void check_staff(Actor const& actor) const;
    void check_client(Actor const& actor, Effect effect) const;

    Audience audience_;
    Needs needs_;
    auth::Right right_;
};

} // namespace loggia::http
