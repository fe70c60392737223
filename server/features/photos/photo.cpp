// SPDX-License-Identifier: Apache-2.0
#include "features/photos/photo.hpp"

#include <algorithm>
#include <charconv>

#include "platform/db/batch.hpp"
#include "platform/json/writer.hpp"

namespace loggia::photos {

namespace {

struct PhotoRow {
    PhotoId id;
    std::int64_t position = 0;
    PhotoKind kind = PhotoKind::photo;
    PhotoState state = PhotoState::waiting;
    std::optional<std::string> title;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::optional<std::string> colour;
    std::vector<std::int64_t> widths;
};
BOOST_DESCRIBE_STRUCT(PhotoRow, (), (id, position, kind, state, title, width, height, colour, widths))

struct VariantsRow {
    std::vector<Variant> variants;
};
BOOST_DESCRIBE_STRUCT(VariantsRow, (), (variants))

struct PropertyOfPhoto {
    PropertyId property_id;
};
BOOST_DESCRIBE_STRUCT(PropertyOfPhoto, (), (property_id))

std::string widths_of(std::vector<Variant> const& variants)
{
    std::vector<std::int64_t> widths;
    for (auto const& variant : variants) widths.push_back(variant.width);
    std::ranges::sort(widths);
    widths.erase(std::ranges::unique(widths).begin(), widths.end());
    return json::to_text(widths);
}

Photo photo_of(PhotoRow const& row)
{
    return {{row.id, row.width, row.height, row.colour, row.widths}, row.position, row.kind, row.state, row.title};
}

}  // namespace

std::map<PhotoId, PhotoRef> load_refs(db::Tx& tx, OrganizationId organization, std::vector<PhotoId> const& ids)
{
    auto rows = db::rows_of<PhotoRef>(tx, R"(
        SELECT id, width, height, colour, widths
        FROM   (VALUES $ids) AS wanted
        CROSS JOIN photos
        WHERE  photos.organization_id = $1 AND photos.id = wanted.column1 AND photos.state = 'ready'
    )", organization, ids);
    std::map<PhotoId, PhotoRef> refs;
    for (auto& row : rows) refs.emplace(row.id, std::move(row));
    return refs;
}

std::vector<Photo> photos_of(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    auto const rows = tx.rows<PhotoRow>(R"(
        SELECT id, position, kind, state, title, COALESCE(width, 0) AS width, COALESCE(height, 0) AS height, colour, widths
        FROM   photos
        WHERE  organization_id = $1 AND property_id = $2
        ORDER  BY position, id
    )", organization, property);
    std::vector<Photo> photos;
    for (auto const& row : rows) photos.push_back(photo_of(row));
    return photos;
}

std::optional<Photo> find_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo)
{
    auto const row = tx.find<PhotoRow>(R"(
        SELECT id, position, kind, state, title, COALESCE(width, 0) AS width, COALESCE(height, 0) AS height, colour, widths
        FROM   photos
        WHERE  organization_id = $1 AND property_id = $2 AND id = $3
    )", organization, property, photo);
    if (!row) return std::nullopt;
    return photo_of(*row);
}

PhotoId add_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoKind kind, ProcessedPhoto const& photo, Timestamp now)
{
    auto const id = new_id<PhotoId>();
    auto const variants = json::to_text(photo.variants);
    tx.run(R"(
        INSERT INTO photos (organization_id, id, property_id, position, kind, state, sha256, width, height, colour, variants, widths, created_at)
        SELECT $1, $2, $3, COALESCE(MAX(position), -1) + 1, $4, 'ready', $5, $6, $7, $8, $9, $10, $11
        FROM   photos
        WHERE  organization_id = $1 AND property_id = $3
    )", organization, id, property, kind, photo.sha256, photo.width, photo.height, photo.colour, variants, widths_of(photo.variants), now);
    refresh_first_photo(tx, organization, property);
    return id;
}

bool complete_photo(db::Tx& tx, OrganizationId organization, PhotoId photo, ProcessedPhoto const& processed)
{
    auto const variants = json::to_text(processed.variants);
    auto const row = tx.find<PropertyOfPhoto>(R"(
        UPDATE photos
        SET    state = 'ready', sha256 = $3, width = $4, height = $5, colour = $6, variants = $7, widths = $8
        WHERE  organization_id = $1 AND id = $2
        RETURNING property_id
    )", organization, photo, processed.sha256, processed.width, processed.height, processed.colour, variants, widths_of(processed.variants));
    if (!row) return false;
    refresh_first_photo(tx, organization, row->property_id);
    return true;
}

void fail_photo(db::Tx& tx, OrganizationId organization, PhotoId photo)
{
    tx.run("UPDATE photos SET state = 'failed' WHERE organization_id = $1 AND id = $2 AND state = 'waiting'", organization, photo);
}

bool remove_photo(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo)
{
    auto const rows = tx.run("DELETE FROM photos WHERE organization_id = $1 AND property_id = $2 AND id = $3", organization, property, photo);
    refresh_first_photo(tx, organization, property);
    return rows == 1;
}

bool set_kind(db::Tx& tx, OrganizationId organization, PropertyId property, PhotoId photo, PhotoKind kind)
{
    auto const rows = tx.run("UPDATE photos SET kind = $4 WHERE organization_id = $1 AND property_id = $2 AND id = $3",
                             organization, property, photo, kind);
    refresh_first_photo(tx, organization, property);
    return rows == 1;
}

bool set_order(db::Tx& tx, OrganizationId organization, PropertyId property, std::vector<PhotoId> const& order)
{
    auto sorted = order;
    std::ranges::sort(sorted);
    std::vector<PhotoId> present;
    for (auto const& photo : photos_of(tx, organization, property)) present.push_back(photo.id);
    std::ranges::sort(present);
    if (sorted != present) return false;
    for (std::size_t i = 0; i < order.size(); ++i)
        tx.run("UPDATE photos SET position = $4 WHERE organization_id = $1 AND property_id = $2 AND id = $3",
               organization, property, order[i], static_cast<std::int64_t>(i));
    refresh_first_photo(tx, organization, property);
    return true;
}

void refresh_first_photo(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    tx.run(R"(
        UPDATE properties
        SET    photo_id = (SELECT id FROM photos
                           WHERE  organization_id = $1 AND property_id = $2 AND state = 'ready' AND kind = 'photo'
                           ORDER  BY position, id LIMIT 1)
        WHERE  organization_id = $1 AND id = $2
    )", organization, property);
}

std::optional<Variant> variant_for(std::vector<Variant> variants, std::string_view file_name)
{
    std::int64_t width = 0;
    auto const [rest, error] = std::from_chars(file_name.data(), file_name.data() + file_name.size(), width);
    std::string_view const ending(rest, static_cast<std::size_t>(file_name.data() + file_name.size() - rest));
    if (error != std::errc() || (ending != ".webp" && ending != ".jpg")) return std::nullopt;
    std::string_view const format = ending == ".webp" ? "webp" : "jpeg";

    std::ranges::sort(variants, {}, &Variant::width);
    std::optional<Variant> chosen;
    for (auto& variant : variants) {
        if (variant.format != format) continue;
        chosen = std::move(variant);
        if (chosen->width >= width) break;
    }
    return chosen;
}

std::optional<ServedFile> find_file(db::Tx& tx, OrganizationId organization, PhotoId photo, std::string_view file_name)
{
    auto row = tx.find<VariantsRow>("SELECT variants FROM photos WHERE organization_id = $1 AND id = $2 AND state = 'ready'", organization, photo);
    if (!row) return std::nullopt;
    auto const chosen = variant_for(std::move(row->variants), file_name);
    if (!chosen) return std::nullopt;
    return ServedFile{chosen->sha256, chosen->format == "webp" ? "image/webp" : "image/jpeg"};
}

}  // namespace loggia::photos
