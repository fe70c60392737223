// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_routes.hpp"

#include "features/activities/record.hpp"
#include "features/portals/access_routes.hpp"
#include "features/portals/face_routes.hpp"
#include "features/portals/portal_rules.hpp"
#include "features/portals/portal_store.hpp"
#include "features/sessions/session.hpp"

namespace loggia::portals {

namespace {

constexpr int most_slug_attempts = 100;

// The staff's routes know where the installation is reached.
struct Routes {
    std::string public_url;

    Portal portal_or_404(http::Request& request, PortalId id) const
    {
        auto portal = store::find_portal(request.tx(), request.organization(), id, public_url, request.now);
        if (!portal) throw Problem(Fault::not_found, "portal_not_found", "This portal does not exist.");
        return *std::move(portal);
    }

    Portal portal_or_404(http::Request& request) const { return portal_or_404(request, request.id<PortalId>("portal")); }

    static void record(http::Request& request, Portal const& portal, char const* action, std::map<std::string, std::string> detail = {})
    {
        detail["portal"] = portal.name;
        activities::record(request, {.action = action,
                                     .contact = {},
                                     .deal = {},
                                     .property = {},
                                     .detail = std::move(detail),
                                     .also_on = {portal.id.value},
                                     .told = {}});
    }

    Portals list(http::Request& request) const
    {
        return {store::portals_of(request.tx(), request.organization(), public_url, request.now)};
    }

    Portal show(http::Request& request) const { return portal_or_404(request); }

    Portal create(http::Request& request, NewPortal const& input) const
    {
        auto const id = new_id<PortalId>();
        auto const organization = request.organization();
        auto slug = input.slug.value_or(slug_from(input.name, 1));
        PortalChanges naming;
        naming.name.value = input.name;
        auto const name = with_changes({}, naming).name;
        store::insert_portal(request.tx(), organization, id, name, slug, request.now);
        bool claimed = store::claim_slug(request.tx(), organization, id, slug, request.now);
        for (int attempt = 2; !claimed && !input.slug && attempt <= most_slug_attempts; ++attempt) {
            slug = slug_from(input.name, attempt);
            claimed = store::claim_slug(request.tx(), organization, id, slug, request.now);
            if (claimed) store::set_slug(request.tx(), organization, id, slug);
        }
        if (!claimed) throw slug_taken();
        auto const portal = portal_or_404(request, id);
        record(request, portal, "portal.created");
        return portal;
    }

    Portal change(http::Request& request, PortalChanges const& changes) const
    {
        auto const before = portal_or_404(request);
        auto const expected = request.expected_version();
        auto const after = with_changes(before, changes);
        auto const fields = changed_fields(before, after);
        if (before.version == expected && fields.empty()) return before;
        if (!store::update_portal(request.tx(), request.organization(), after, expected))
            throw Problem(Fault::stale, "changed_meanwhile", "Somebody changed this portal meanwhile. Load it again.");
        record(request, after, "portal.changed", {{"fields", fields}});
        return portal_or_404(request);
    }

    Portal turn(http::Request& request, PortalSwitch const& input) const
    {
        auto const portal = portal_or_404(request);
        if (portal.enabled == input.enabled) return portal;
        store::set_enabled(request.tx(), request.organization(), portal.id, input.enabled, request.now);
        if (!input.enabled) sessions::close_streams_of_portal(request.tx(), request.organization(), portal.id);
        record(request, portal, input.enabled ? "portal.switched_on" : "portal.switched_off");
        return portal_or_404(request);
    }

    Portal move(http::Request& request, PortalSlug const& input) const
    {
        auto const portal = portal_or_404(request);
        if (portal.slug == input.slug.text()) return portal;
        if (!store::claim_slug(request.tx(), request.organization(), portal.id, input.slug, request.now)) throw slug_taken();
        store::set_slug(request.tx(), request.organization(), portal.id, input.slug);
        record(request, portal, "portal.address_changed", {{"slug", input.slug.text()}, {"old_slug", portal.slug}});
        return portal_or_404(request);
    }

    static Problem slug_taken() { return {Fault::conflict, "slug_taken", "Another portal has or had this address.", "slug"}; }
};

} // namespace

void add_routes(http::Router& router, MailServices const& mails)
{
    using http::Access, http::Request;
    Routes const routes{mails.public_url};
    router.get("/api/v1/portals", Access::staff(), [routes](Request& request) { return routes.list(request); });
    router.post("/api/v1/portals", Access::admin(),
                [routes](Request& request, NewPortal const& input) { return routes.create(request, input); });
    router.get("/api/v1/portals/{portal}", Access::staff(), [routes](Request& request) { return routes.show(request); });
    router.patch("/api/v1/portals/{portal}", Access::admin(),
                 [routes](Request& request, PortalChanges const& input) { return routes.change(request, input); });
    router.put("/api/v1/portals/{portal}/switch", Access::admin(),
               [routes](Request& request, PortalSwitch const& input) { return routes.turn(request, input); });
    router.put("/api/v1/portals/{portal}/slug", Access::admin(),
               [routes](Request& request, PortalSlug const& input) { return routes.move(request, input); });
    add_access_routes(router);
    add_invitation_routes(router, mails);
    add_face_routes(router, mails.public_url);
}

} // namespace loggia::portals
