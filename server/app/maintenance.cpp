// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <set>

#include "app/commands.hpp"
#include "features/photos/photo.hpp"

// Backup, restore and check. A backup is a folder: loggia.db (or loggia.dump from PostgreSQL) and files/.
namespace loggia::app {

namespace fs = std::filesystem;

struct Hash {
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Hash, (), (sha256))

struct PhotoFiles {
    std::optional<std::string> sha256;
    std::vector<photos::Variant> variants;
};
BOOST_DESCRIBE_STRUCT(PhotoFiles, (), (sha256, variants))

// Every content the database refers to.
static std::set<std::string> referenced_files(db::Database& database)
{
    std::set<std::string> hashes;
    database.read([&](db::Tx& tx) {
        for (auto& row : tx.rows<Hash>("SELECT DISTINCT sha256 FROM files ORDER BY sha256")) hashes.insert(std::move(row.sha256));
        for (auto& row : tx.rows<PhotoFiles>("SELECT sha256, variants FROM photos WHERE state = 'ready' ORDER BY organization_id, id")) {
            if (row.sha256) hashes.insert(*row.sha256);
            for (auto& variant : row.variants) hashes.insert(std::move(variant.sha256));
        }
        for (auto& row : tx.rows<PhotoFiles>("SELECT sha256, variants FROM feedback_media ORDER BY organization_id, feedback_id, id")) {
            hashes.insert(row.sha256.value());
            for (auto& variant : row.variants) hashes.insert(std::move(variant.sha256));
        }
        for (auto& row : tx.rows<PhotoFiles>("SELECT sha256, variants FROM attachments ORDER BY organization_id, conversation_id, id")) {
            hashes.insert(row.sha256.value());
            for (auto& variant : row.variants) hashes.insert(std::move(variant.sha256));
        }
    });
    return hashes;
}

int backup(App& app, Config const& config, fs::path const& folder)
{
    if (!fs::create_directories(folder) && !fs::is_empty(folder)) throw std::runtime_error(folder.string() + " is not empty");
    auto const services = app.services();
    services.database.backup(folder / (services.database.engine() == db::Engine::sqlite ? "loggia.db" : "loggia.dump"));
    // Files are never changed once stored, and the database was copied first: what it names is there. What is still being
    // uploaded (tmp) comes and goes meanwhile.
    fs::create_directories(folder / "files");
    for (auto const& entry : fs::directory_iterator(config.data / "files"))
        if (entry.path().filename() != "tmp") fs::copy(entry.path(), folder / "files" / entry.path().filename(), fs::copy_options::recursive);
    std::printf("The backup is in %s\n", folder.c_str());
    return 0;
}

int restore(Config const& config, fs::path const& folder)
{
    if (config.database != "sqlite")
        throw std::runtime_error("restore the database with pg_restore --clean --dbname=… " + (folder / "loggia.dump").string() + ", and copy files/ to " + config.data.string());
    if (!fs::exists(folder / "loggia.db")) throw std::runtime_error(folder.string() + " holds no backup");
    if (fs::exists(config.data / "loggia.db")) throw std::runtime_error(config.data.string() + " holds a database already; restore into an empty folder");
    fs::create_directories(config.data);
    if (fs::exists(folder / "files")) fs::copy(folder / "files", config.data / "files", fs::copy_options::recursive);
    // Last, so that a restore that broke off is seen to be incomplete.
    fs::copy_file(folder / "loggia.db", config.data / "loggia.db.new");
    fs::rename(config.data / "loggia.db.new", config.data / "loggia.db");
    std::printf("The backup was restored to %s\n", config.data.c_str());
    return 0;
}

int check(App& app, Config const&)
{
    auto const services = app.services();
    auto findings = services.database.check();
    if (!services.database.is_current(embedded_migrations())) findings.emplace_back("migrations are missing");
    else
        for (auto const& hash : referenced_files(services.database)) {
            auto const state = services.files.check(hash);
            if (state == files::FileState::missing) findings.push_back("file " + hash + " is missing");
            if (state == files::FileState::damaged) findings.push_back("file " + hash + " is damaged");
        }
    for (auto const& finding : findings) std::fprintf(stderr, "%s\n", finding.c_str());
    std::printf(findings.empty() ? "Everything is sound.\n" : "%zu findings.\n", findings.size());
    return findings.empty() ? 0 : 1;
}

}  // namespace loggia::app
