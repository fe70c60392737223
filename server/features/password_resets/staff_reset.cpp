// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/staff_reset.hpp"

#include "features/activities/record.hpp"
#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/password_resets/client_reset.hpp"
#include "features/password_resets/password_reset_mail.hpp"
#include "features/password_resets/password_reset_store.hpp"
#include "features/portal_sessions/entry.hpp"
#include "features/sessions/session.hpp"
#include "features/sign_in/known_devices.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/sign_in/send_limits.hpp"

namespace loggia::password_resets {

namespace {

using one_time::Purpose;

struct OpenLink {
    one_time::Secret secret;
    store::UserRow user;
};

OpenLink find_link(db::Tx& tx, std::string const& token, Timestamp now)
{
    auto const secret = one_time::find(tx, Purpose::password_reset, token, now);
    auto const user = secret && secret->user_id ? store::find_user(tx, secret->organization_id, *secret->user_id) : std::nullopt;
    if (!user) throw link_expired();
    return {*secret, *user};
}

} // namespace

http::Nothing request_staff_reset(http::Request& request, ResetRequest const& input)
{
    auto& tx = request.tx();
    auto const login = portal_sessions::fold_login(input.email);
    sign_in::count_send(tx, "staff-reset", login, request.head.client_address, request.now);
    auto const user = store::find_user_by_email(tx, login);
    enqueue_staff_reset(tx, user ? user->organization_id : OrganizationId{}, user ? user->id : UserId{}, request.now);
    return {};
}

http::Response show_staff_link(http::Request& request, StaffLinkQuestion const& question)
{
    auto const link = find_link(request.tx(), question.token, request.now);
    return http::json_response(200, StaffLinkFacts{link.user.name, link.user.email, link.secret.expires_at});
}

http::Nothing reset_staff_password(http::Request& request, NewPassword const& input, Parts const& parts)
{
    std::optional<OpenLink> link;
    request.database.read([&](db::Tx& tx) { link = find_link(tx, input.token, request.now); });
    sign_in::check_new_password(input.password, "/password");
    auto const hash = auth::hash_password(input.password, parts.cost);
    auto const& user = link->user;

    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(user.organization_id);
        if (!one_time::use(tx, link->secret)) throw link_expired();
        store::set_user_password(tx, user.organization_id, user.id, hash);
        for (auto const purpose : {Purpose::password_reset, Purpose::second_factor})
            one_time::revoke(tx, {.organization = user.organization_id, .user = user.id}, purpose);
        sessions::end_of_user(tx, user.organization_id, user.id, SessionId{}, request.now);
        sign_in::forget_other_devices(tx, request.head, {.organization = user.organization_id, .user = user.id});
        activities::record(request.database, tx, user.organization_id,
                           {activities::ActorKind::staff, user.id.value, user.name, request.head.client_address}, request.now,
                           {.action = "staff.password_reset", .also_on = {user.id.value}});
        notices::tell_user(tx, user.organization_id, user.id, notices::Notice::password_reset, request.now);
    });
    return {};
}

} // namespace loggia::password_resets
