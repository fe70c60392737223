// SPDX-License-Identifier: Apache-2.0
#include "features/profile/profile_routes.hpp"

#include <boost/algorithm/string/join.hpp>

#include "features/activities/record.hpp"
#include "features/contacts/contact_rules.hpp"
#include "features/portraits/portrait.hpp"
#include "features/profile/address_change_routes.hpp"
#include "features/profile/profile_store.hpp"

namespace loggia::profile {

namespace {

Profile own_profile(http::Request& request)
{
    return store::find_profile(request.tx(), request.organization(), request.actor.account).value();
}

void record_changed(http::Request& request, db::Tx& tx, std::string fields)
{
    activities::record(request, tx,
                       {.action = "account.profile_changed",
                        .contact = request.actor.self,
                        .detail = {{"fields", std::move(fields)}},
                        .told = {request.actor.self}});
}

Profile change_profile(http::Request& request, ProfileChanges const& input)
{
    Problem const stale(Fault::stale, "changed_meanwhile", "Your details were changed meanwhile. Load them again.");
    auto const version = request.expected_version();
    auto const before = contacts::find_contact(request.tx(), request.organization(), request.actor.self).value();
    if (before.version != version) throw stale;
    contacts::ContactChanges changes;
    changes.first_name = input.first_name;
    changes.last_name = input.last_name;
    auto after = contacts::with_changes(before, changes);
    contacts::tidy(after);
    auto const fields = contacts::changed_fields(before, after);
    if (fields.empty()) return own_profile(request);
    if (!contacts::save_changes(request.tx(), request.organization(), before, after)) throw stale;
    record_changed(request, request.tx(), boost::algorithm::join(fields, ","));
    return own_profile(request);
}

Profile put_photo(http::Request& request, files::FileStore& files, images::ImageProcessor& images)
{
    auto const portrait = portraits::receive(request, files, images);
    std::optional<Profile> profile;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        portraits::store(tx, request.organization(), request.actor.self, portrait);
        record_changed(request, tx, "photo");
        profile = store::find_profile(tx, request.organization(), request.actor.account);
    });
    return profile.value();
}

http::Nothing remove_photo(http::Request& request)
{
    if (!portraits::find_stored(request.tx(), request.organization(), request.actor.self)) return {};
    portraits::store(request.tx(), request.organization(), request.actor.self, std::nullopt);
    record_changed(request, request.tx(), "photo");
    return {};
}

http::Response serve_photo(http::Request& request, files::FileStore const& files)
{
    auto const stored = portraits::find_stored(request.tx(), request.organization(), request.actor.self);
    return portraits::serve(request.head, files, stored, request.path("file"));
}

http::Nothing choose_tour(http::Request& request, TourChoice const& choice)
{
    store::set_tour(request.tx(), request.organization(), request.actor.account, choice.state);
    return {};
}

} // namespace

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images, sms::SmsTransport const& sms,
                auth::PasswordCost cost)
{
    using http::Access, http::Request, http::Verb;
    router.get("/api/v1/portal/profile", Access::client_self(), own_profile).summarize("The client's own details");
    router.patch("/api/v1/portal/profile", Access::client_self(), change_profile).summarize("Change the name");
    router
        .upload(Verb::put, "/api/v1/portal/profile/photo", Access::client_self(), portraits::largest_upload,
                [&files, &images](Request& request) { return put_photo(request, files, images); })
        .summarize("The client's own picture, as the body");
    router.remove("/api/v1/portal/profile/photo", Access::client_self(), remove_photo);
    router.get("/api/v1/portal/profile/photo/{file}", Access::client_self(),
               [&files](Request& request) { return serve_photo(request, files); });
    router.put("/api/v1/portal/tour", Access::client_self(), choose_tour).summarize("Whether the tour is still to be shown");
    add_address_change_routes(router, sms, cost);
}

} // namespace loggia::profile
