// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "platform/db/database.hpp"

// Photos of properties: rows, order, and the files behind them.
namespace loggia::photos {

// What a page needs to show a photo: its id names the address, the rest keeps its place while it loads.
struct PhotoRef {
    PhotoId id;
    std::int64_t width = 0;  // pixels of the original, orientation applied; likewise height
    std::int64_t height = 0;
    std::optional<std::string> colour;  // "#rrggbb"
    std::vector<std::int64_t> widths;   // that are served, ascending
};
BOOST_DESCRIBE_STRUCT(PhotoRef, (), (id, width, height, colour, widths))

enum class PhotoKind { photo, floor_plan };
BOOST_DESCRIBE_ENUM(PhotoKind, photo, floor_plan)

enum class PhotoState { waiting, ready, failed };
BOOST_DESCRIBE_ENUM(PhotoState, waiting, ready, failed)

// A photo as staff manage it. One that waits to be fetched has no size yet.
struct Photo : PhotoRef {
    std::int64_t position = 0;
    PhotoKind kind = PhotoKind::photo;
    PhotoState state = PhotoState::waiting;
    std::optional<std::string> title;
};
BOOST_DESCRIBE_STRUCT(Photo, (PhotoRef), (position, kind, state, title))

// One served file of a photo; the content lies in the file store.
struct Variant {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string format;  // webp | jpeg
    std::string sha256;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(Variant, (), (width, height, format, sha256, size))

// The result of processing an original (photo_files.hpp).
struct ProcessedPhoto {
    std::string sha256;  // of the original
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string colour;
    std::vector<Variant> variants;
};

// The photos among `ids` that are ready.
std::map<PhotoId, PhotoRef> load_refs(db::Tx& tx, OrganizationId organization, std::vector<PhotoId> const& ids);

// In their order.
std::vector<Photo> photos_of(db::Tx& tx, OrganizationId organization, PropertyId property);
std::optional<Photo> find_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo);

// Puts a finished photo behind the others of its property.
PhotoId add_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoKind kind, ProcessedPhoto const& photo, Timestamp now);
// Completes one that waited; false when it is gone.
bool complete_photo(db::Tx& tx, OrganizationId organization, PhotoId photo, ProcessedPhoto const& processed);
void fail_photo(db::Tx& tx, OrganizationId organization, PhotoId photo);

bool remove_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo);
bool set_kind(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo, PhotoKind kind);
// `order` names each photo of the property once; false otherwise, and nothing changes.
bool set_order(db::Tx& tx, OrganizationId organization, PropertyId property, std::vector<PhotoId> const& order);

// Keeps properties.photo_id at the first ready photo that is no floor plan. Called after each change above by itself.
void refresh_first_photo(db::Tx& tx, OrganizationId organization, PropertyId property);

// The variant to serve for "<width>.<webp|jpg>": of that width, else the next wider, else the widest.
std::optional<Variant> variant_for(std::vector<Variant> variants, std::string_view file_name);

// The same for a photo of a property.
struct ServedFile {
    std::string sha256;
    std::string media_type;
};
std::optional<ServedFile> find_file(db::Tx& tx, OrganizationId organization, PhotoId photo, std::string_view file_name);

}  // namespace loggia::photos
