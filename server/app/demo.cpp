// SPDX-License-Identifier: Apache-2.0
#include "app/demo.hpp"

#include <future>

#include "app/demo_loader.hpp"
#include "features/feedback/feedback_media.hpp"
#include "features/photos/photo_files.hpp"
#include "platform/embedded.hpp"

namespace loggia::app {

static bool is_there(db::Database& database, std::string const& slug)
{
    bool found = false;
    database.read([&](db::Tx& tx) { found = tx.number("SELECT COUNT(*) FROM portal_slugs WHERE slug = $1", slug) != 0; });
    return found;
}

static DemoData read_data(Services const& services)
{
    DemoData data;
    std::map<std::string, std::future<photos::ProcessedPhoto>> drawn;  // the image processor bounds how many at a time
    for (auto const& file : embedded::demo()) {
        auto const name = std::filesystem::path(file.name).stem().string();
        if (file.name.ends_with(".json")) data.files[name] = boost::json::parse(file.bytes);
        if (file.name.ends_with(".mp3"))
            data.voices[name] = feedback::prepare(services.files, services.images, services.files.put(file.bytes));
        if (!file.name.ends_with(".svg")) continue;
        drawn[name] = std::async(std::launch::async, [&services, bytes = file.bytes] {
            auto const stored = services.files.put(bytes);
            return photos::process(services.files, services.images, stored.sha256, images::Svg::allowed);
        });
    }
    for (auto& [name, photo] : drawn) data.illustrations[name] = photo.get();
    data.password_hash = auth::hash_password(demo_password, services.password_cost);
    return data;
}

int fill_demo(Services const& services)
{
    std::optional<DemoData> data;
    int made = 0;
    for (auto const& file : embedded::demo()) {
        if (file.name != "organizations.json") continue;
        auto const organizations = boost::json::parse(file.bytes);
        for (auto const& organization : organizations.as_array()) {
            if (is_there(services.database, text_of(organization.as_object(), "slug"))) continue;
            if (!data) data = read_data(services);
            services.database.write([&](db::Tx& tx) { DemoLoader(services, *data, organization.as_object(), tx).load(); });
            ++made;
        }
    }
    return made;
}

}  // namespace loggia::app
