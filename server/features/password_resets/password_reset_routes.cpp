// SPDX-License-Identifier: Apache-2.0
#include "features/password_resets/password_reset_routes.hpp"

#include "features/password_resets/client_reset.hpp"
#include "features/password_resets/staff_reset.hpp"
#include "features/portal_sessions/portal_session.hpp"

namespace loggia::password_resets {

void add_routes(http::Router& router, Parts const& parts)
{
    using http::Access, http::Request, http::Verb;
    router.post("/api/v1/public/portals/{slug}/password-resets", Access::anyone(), request_client_reset);
    router
        .slow(Verb::put, "/api/v1/public/portals/{slug}/password-resets", Access::anyone(),
              [parts](Request& request, NewPassword const& input) { return reset_client_password(request, input, parts); })
        .answers<portal_sessions::PortalSession>(200);
    router.post("/api/v1/public/staff-password-resets", Access::anyone(), request_staff_reset);
    router.post("/api/v1/public/staff-links", Access::anyone(), show_staff_link).answers<StaffLinkFacts>(200);
    router.slow(Verb::put, "/api/v1/public/staff-password-resets", Access::anyone(),
                [parts](Request& request, NewPassword const& input) { return reset_staff_password(request, input, parts); });
}

} // namespace loggia::password_resets
