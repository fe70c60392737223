// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/password_reset_routes.hpp"

#include "features/password_resets/client_reset.hpp"
#include "features/password_resets/staff_reset.hpp"
#include "features/portal_sessions/portal_session.hpp"

namespace loggia::password_resets {

void add_routes(http::Router& router, Parts const& parts)
{
    using http::Access, http::Request, http::Verb;
    auto& jobs = parts.jobs;
    router.post("/api/v1/public/portals/{slug}/password-resets", Access::anyone(),
                [&jobs](Request& request, ResetRequest const& input) { return request_client_reset(request, input, jobs); });
    router
        .slow(Verb::put, "/api/v1/public/portals/{slug}/password-resets", Access::anyone(),
              [parts](Request& request, NewPassword const& input) { return reset_client_password(request, input, parts); })
        .answers<portal_sessions::PortalSession>(200);
    router.post("/api/v1/public/staff-password-resets", Access::anyone(),
                [&jobs](Request& request, ResetRequest const& input) { return request_staff_reset(request, input, jobs); });
    router.post("/api/v1/public/staff-links", Access::anyone(), show_staff_link).answers<StaffLinkFacts>(200);
    router.slow(Verb::put, "/api/v1/public/staff-password-resets", Access::anyone(),
                [parts](Request& request, NewPassword const& input) { return reset_staff_password(request, input, parts); });
}

} // namespace loggia::password_resets
