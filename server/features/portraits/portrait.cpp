// SPDX-License-Identifier: Apache-2.0
#include "features/portraits/portrait.hpp"

#include <fstream>
#include <sstream>

#include "platform/files/temporary_directory.hpp"
#include "platform/http/file_response.hpp"

namespace loggia::portraits {

namespace {

std::vector<int> const widths = {128, 384};
constexpr std::size_t letters_of_hash = 20;

std::string file_name(PortraitVariant const& variant)
{
    return variant.sha256.substr(0, letters_of_hash) + ".webp";
}

std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return std::move(bytes).str();
}

// The route's limit bounds it.
void receive_original(http::Request& request, std::filesystem::path const& path)
{
    std::ofstream file(path, std::ios::binary);
    std::vector<char> chunk(64 * 1024);
    while (auto const count = request.upload->read(chunk)) file.write(chunk.data(), static_cast<std::streamsize>(count));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::optional<std::string> address(std::string const& before, std::optional<std::string> const& stored)
{
    if (!stored) return std::nullopt;
    return before + file_name(json::read_text<Portrait>(*stored).variants.back());
}

struct StoredRow {
    std::string photo;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (), (photo))

} // namespace

Portrait receive(http::Request& request, files::FileStore& files, images::ImageProcessor& images)
{
    files::TemporaryDirectory const folder;
    images::ImageRequest asked;
    asked.original = folder.path() / "original";
    receive_original(request, asked.original);
    asked.target_directory = folder.path();
    asked.widths = widths;
    asked.shape = images::Shape::square;
    auto const image = images.process(asked);
    Portrait portrait{image.average_colour, {}};
    for (auto const& variant : image.variants)
        portrait.variants.push_back({variant.width, variant.height, files.put(bytes_of(variant.path)).sha256});
    return portrait;
}

std::optional<std::string> address_for_client(std::optional<std::string> const& stored)
{
    return address("/api/v1/portal/profile/photo/", stored);
}

std::optional<std::string> address_for_staff(ContactId contact, std::optional<std::string> const& stored)
{
    return address("/api/v1/contacts/" + contact.text() + "/photo/", stored);
}

std::optional<std::string> find_stored(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto row = tx.find<StoredRow>("SELECT photo FROM contacts WHERE organization_id = $1 AND id = $2 AND photo IS NOT NULL", organization,
                                  contact);
    return row ? std::optional(std::move(row->photo)) : std::nullopt;
}

void store(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Portrait> const& portrait)
{
    auto const text = portrait ? std::optional(json::to_text(*portrait)) : std::nullopt;
    tx.run("UPDATE contacts SET photo = $3 WHERE organization_id = $1 AND id = $2", organization, contact, text);
}

http::Response serve(http::Head const& head, files::FileStore const& files, std::optional<std::string> const& stored, std::string_view file)
{
    if (stored)
        for (auto const& variant : json::read_text<Portrait>(*stored).variants)
            if (file_name(variant) == file) return http::file_response(head, files, {.sha256 = variant.sha256, .media_type = "image/webp"});
    throw Problem(Fault::not_found, "photo_not_found", "This photo does not exist.");
}

} // namespace loggia::portraits
