// SPDX-License-Identifier: Apache-2.0
#include "platform/http/actor.hpp"

#include "platform/problem.hpp"

namespace loggia::http {

std::string Access::describe() const
{
    switch (audience_) {
    case Audience::anyone: return "anyone";
    case Audience::staff: return needs_ == Needs::admin ? "admin" : "staff";
    case Audience::client: return needs_ == Needs::own_password ? "client" : "client with any password";
    }
    return "";
}

void Access::check(Actor const& actor) const
{
    if (audience_ == Audience::anyone) return;
    auto const wanted = audience_ == Audience::staff ? ActorKind::staff : ActorKind::client;
    if (actor.kind != wanted) throw Problem(Fault::unauthenticated, "sign_in_required", "Sign in to continue.");
    if (needs_ == Needs::admin && !actor.is_admin)
        throw Problem(Fault::forbidden, "admin_only", "Only an administrator may do this.");
    if (needs_ == Needs::own_password && actor.must_change_password)
        throw Problem(Fault::forbidden, "password_change_required", "Choose a password of your own first.");
}

}  // namespace loggia::http
