// SPDX-License-Identifier: Apache-2.0
#include "features/properties/property_photo_routes.hpp"

#include "features/activities/record.hpp"
#include "features/photos/photo_files.hpp"
#include "features/properties/property_store.hpp"
#include "platform/http/file_response.hpp"

namespace loggia::properties {

namespace {

constexpr std::int64_t most_photos = 100;

void check_property_exists(http::Request const& request, db::Tx& tx, PropertyId property)
{
    auto const found = tx.number("SELECT id FROM properties WHERE organization_id = $1 AND id = $2", request.organization(), property);
    if (!found) throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
}

Problem photo_not_found() { return {Fault::not_found, "photo_not_found", "This photo does not exist."}; }

files::StoredFile receive(http::Request& request, files::FileStore& files)
{
    auto upload = files.begin(photos::largest_photo);
    std::vector<char> chunk(64 * 1024);
    while (auto const count = request.upload->read(chunk)) upload.write({chunk.data(), count});
    return upload.finish();
}

void tell(http::Request& request, db::Tx& tx, PropertyId property, char const* action)
{
    activities::Act act{.action = action, .property = property};
    act.told = contacts_offered(tx, request.organization(), property);
    request.use(&tx);
    activities::record(request, act);
    request.use(nullptr);
}

photos::Photo upload_photo(http::Request& request, PhotoUpload const& options, files::FileStore& files, images::ImageProcessor& images)
{
    auto const property = request.id<PropertyId>("property");
    request.database.read([&](db::Tx& tx) {
        check_property_exists(request, tx, property);
        if (tx.number("SELECT COUNT(*) FROM photos WHERE organization_id = $1 AND property_id = $2", request.organization(), property) >= most_photos)
            throw Problem(Fault::conflict, "too_many_photos", "A property has at most 100 photos.");
    });
    auto const original = receive(request, files);
    auto const processed = photos::process(files, images, original.sha256);
    photos::Photo photo;
    request.database.write([&](db::Tx& tx) {
        check_property_exists(request, tx, property);
        auto const id = photos::add_photo(tx, request.organization(), property, options.kind.value_or(photos::PhotoKind::photo), processed, request.now);
        tell(request, tx, property, "property.photo_added");
        photo = *photos::find_photo(tx, request.organization(), property, id);
    });
    return photo;
}

http::Nothing order_photos(http::Request& request, PhotoOrder const& order)
{
    auto const property = request.id<PropertyId>("property");
    check_property_exists(request, request.tx(), property);
    if (!photos::set_order(request.tx(), request.organization(), property, order.ids))
        throw Problem(Fault::conflict, "photos_changed", "The photos changed meanwhile. Name each of them once.", "ids");
    activities::record(request, {.action = "property.photos_ordered", .property = property});
    return {};
}

photos::Photo change_kind(http::Request& request, KindChoice const& choice)
{
    auto const property = request.id<PropertyId>("property");
    auto const photo = request.id<PhotoId>("photo");
    if (!photos::set_kind(request.tx(), request.organization(), property, photo, choice.kind)) throw photo_not_found();
    activities::record(request, {.action = "property.changed", .property = property});
    return *photos::find_photo(request.tx(), request.organization(), property, photo);
}

http::Nothing remove_photo(http::Request& request)
{
    auto const property = request.id<PropertyId>("property");
    if (!photos::remove_photo(request.tx(), request.organization(), property, request.id<PhotoId>("photo"))) throw photo_not_found();
    activities::record(request, {.action = "property.photo_removed", .property = property});
    return {};
}

http::Response serve_photo(http::Request& request, files::FileStore const& files)
{
    auto const file = photos::find_file(request.tx(), request.organization(), request.id<PhotoId>("photo"), request.path("file"));
    if (!file) throw photo_not_found();
    return http::file_response(request.head, files, {.sha256 = file->sha256, .media_type = file->media_type});
}

}  // namespace

void add_photo_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images)
{
    using http::Access, http::Request, http::Verb;
    router.upload(Verb::post, "/api/v1/properties/{property}/photos", Access::staff(), photos::largest_photo,
                  [&files, &images](Request& request) {
                      return http::json_response(201, upload_photo(request, request.query_as<PhotoUpload>(), files, images));
                  });
    router.put("/api/v1/properties/{property}/photos/order", Access::staff(), order_photos);
    router.put("/api/v1/properties/{property}/photos/{photo}/kind", Access::staff(), change_kind);
    router.remove("/api/v1/properties/{property}/photos/{photo}", Access::staff(), remove_photo);
    router.get("/api/v1/photos/{photo}/{file}", Access::staff(), [&files](Request& request) { return serve_photo(request, files); });
}

}  // namespace loggia::properties
