// SPDX-License-Identifier: Apache-2.0
#include "features/security/security_routes.hpp"

#include "features/activities/record.hpp"
#include "features/notices/notice.hpp"
#include "features/security/security_store.hpp"
#include "features/sessions/session.hpp"

namespace loggia::security {

namespace {

Security security_of(db::Tx& tx, OrganizationId organization)
{
    auto const rules = store::rules_of(tx, organization);
    return {rules.second_factor, rules.impersonation, store::without_second_factor(tx, organization), rules.version};
}

Security show_security(http::Request& request)
{
    return security_of(request.tx(), request.organization());
}

void record_rule(http::Request& request, char const* field, std::string_view value)
{
    activities::record(request, {.action = "security.changed", .detail = {{"field", field}, {"value", std::string(value)}}});
}

Security change_security(http::Request& request, SecurityChanges const& changes)
{
    auto const expected = request.expected_version();
    auto const before = store::rules_of(request.tx(), request.organization());
    auto rules = before;
    changes.second_factor.apply(rules.second_factor);
    changes.impersonation.apply(rules.impersonation);
    if (!store::update_rules(request.tx(), request.organization(), rules, expected))
        throw Problem(Fault::stale, "changed_meanwhile", "Somebody changed this meanwhile.");
    if (rules.second_factor != before.second_factor) record_rule(request, "second_factor", json::enum_name(rules.second_factor));
    if (rules.impersonation != before.impersonation) record_rule(request, "impersonation", json::enum_name(rules.impersonation));
    return security_of(request.tx(), request.organization());
}

// For who lost the telephone: signs in with the password alone afterwards and sets a factor up anew.
http::Nothing remove_second_factor(http::Request& request)
{
    auto& tx = request.tx();
    auto const user = store::find_user(tx, request.organization(), request.id<UserId>("user"));
    if (!user) throw Problem(Fault::not_found, "user_not_found", "There is no such staff member.");
    store::remove_factors(tx, request.organization(), user->id);
    sessions::end_of_user(tx, request.organization(), user->id, SessionId{}, request.now);
    activities::record(request, {.action = "staff.second_factor_removed", .detail = {{"of", user->name}}, .also_on = {user->id.value}});
    notices::tell_user(tx, request.organization(), user->id, notices::Notice::second_factor_removed, request.now);
    return {};
}

} // namespace

void add_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/security", Access::admin(), show_security);
    router.patch("/api/v1/security", Access::admin(), change_security);
    router.remove("/api/v1/users/{user}/second-factor", Access::admin(), remove_second_factor);
}

} // namespace loggia::security
