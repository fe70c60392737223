// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/files/file_store.hpp"
#include "platform/http/message.hpp"
#include "platform/images/images.hpp"

// The picture of a person: square, encoded anew without metadata, in two sizes. Its row is the JSON in contacts.photo, its
// content lies in the file store.
namespace loggia::portraits {

inline constexpr std::int64_t largest_upload = 10 * 1024 * 1024; // bytes

struct PortraitVariant {
    std::int64_t width = 0; // pixels; as high as it is wide, or nearly
    std::int64_t height = 0;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(PortraitVariant, (), (width, height, sha256))

struct Portrait {
    std::string colour;                    // "#rrggbb", while it loads
    std::vector<PortraitVariant> variants; // narrowest first, never empty
};
BOOST_DESCRIBE_STRUCT(Portrait, (), (colour, variants))

// Receives the body, which is still on the wire, and makes the picture's sizes; the original is not kept. Slow; no
// transaction may be open. Problem: too_large, invalid image_unreadable or image_too_large.
Portrait receive(http::Request& request, files::FileStore& files, images::ImageProcessor& images);

// Where the picture is shown: the addresses of clients and of staff. They change with the picture, so that browsers may keep
// it. `stored` is contacts.photo.
std::optional<std::string> address_for_client(std::optional<std::string> const& stored);
std::optional<std::string> address_for_staff(ContactId contact, std::optional<std::string> const& stored);

// The stored picture of a contact as text, for the two above; nothing without one.
std::optional<std::string> find_stored(db::Tx& tx, OrganizationId organization, ContactId contact);
void store(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Portrait> const& portrait);

// The file of this name in the address. Problem: not_found photo_not_found.
http::Response serve(http::Head const& head, files::FileStore const& files, std::optional<std::string> const& stored,
                     std::string_view file);

} // namespace loggia::portraits
