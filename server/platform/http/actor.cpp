// SPDX-License-Identifier: Apache-2.0
#include "platform/http/actor.hpp"

#include "platform/json/json.hpp"
#include "platform/problem.hpp"

namespace loggia::http {

Viewer Actor::viewer(auth::RecordKind records) const
{
    Viewer viewer(contact);
    if (company_scope.has(records)) viewer.company = company;
    viewer.since = visible_since;
    viewer.rights = rights;
    return viewer;
}

std::string Access::describe() const
{
    switch (needs_) {
    case Needs::nothing:
        return audience_ == Audience::anyone  ? "anyone"
               : audience_ == Audience::staff ? "staff, also before the second factor is set up"
                                              : "client with any password";
    case Needs::second_factor:
        return "staff";
    case Needs::admin:
        return "admin";
    case Needs::own_password:
        return "client";
    case Needs::right:
        return "client with the right " + std::string(json::enum_name(right_));
    case Needs::own_hands:
        return "client in person";
    case Needs::own_hands_and_right:
        return "client in person with the right " + std::string(json::enum_name(right_));
    case Needs::own_hands_any_password:
        return "client in person with any password";
    }
    return "";
}

void Access::check_staff(Actor const& actor) const
{
    if (needs_ != Needs::nothing && actor.must_set_up_second_factor)
        throw Problem(Fault::forbidden, "second_factor_required", "Set up a second factor first: your organization asks for one.");
    if (needs_ == Needs::admin && !actor.is_admin) throw Problem(Fault::forbidden, "admin_only", "Only an administrator may do this.");
}

void Access::check_client(Actor const& actor, Effect effect) const
{
    if (actor.impersonation && effect == Effect::changes) {
        if (is_own_hands()) throw Problem(Fault::forbidden, "impersonation_never", "Only the person may do this, nobody on their behalf.");
        // What needs nothing is the session itself: it can always be left.
        if (needs_ != Needs::nothing && actor.impersonation->mode == Impersonation::Mode::read_only)
            throw Problem(Fault::forbidden, "impersonation_read_only", "You may look, but not act on behalf of this person.");
    }
    if (needs_own_password() && actor.must_change_password)
        throw Problem(Fault::forbidden, "password_change_required", "Choose a password of your own first.");
    if (needs_right() && !actor.may(right_))
        throw Problem(Fault::forbidden, "right_missing", "Your access to this portal does not include this.");
}

void Access::check(Actor const& actor, Effect effect) const
{
    if (audience_ == Audience::anyone) return;
    auto const wanted = audience_ == Audience::staff ? ActorKind::staff : ActorKind::client;
    if (actor.kind != wanted) throw Problem(Fault::unauthenticated, "sign_in_required", "Sign in to continue.");
    if (audience_ == Audience::staff)
        check_staff(actor);
    else
        check_client(actor, effect);
}

} // namespace loggia::http
