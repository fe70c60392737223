// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <set>

#include "platform/files/temporary_directory.hpp"
#include "test/installation.hpp"
#include "test/pictures.hpp"
#include "test/test_app.hpp"

// The real program as a process of its own: killed, backed up, and on a full disk.
namespace loggia::test {
namespace {

std::map<std::string, std::string> sign_in(std::uint16_t port)
{
    Caller caller(port);
    auto const reply = caller.post("/api/v1/public/staff-sessions", std::string(R"({"email": "marit@vesper.example", "password": ")") + world::password + "\"}");
    EXPECT_EQ(reply.status, 201U) << reply.body;
    return caller.cookies;
}

std::string contact(std::string const& name) { return R"({"kind": "lead", "first_name": "A", "last_name": ")" + name + "\"}"; }

// Four people add contacts until the server is gone.
class Writers {
public:
    Writers(std::uint16_t port, std::map<std::string, std::string> const& cookies, std::string const& prefix)
    {
        for (int writer = 0; writer < 4; ++writer)
            threads_.emplace_back([=, this](std::stop_token stop) {
                for (int i = 0; !stop.stop_requested(); ++i)
                    if (!add(port, cookies, prefix + "-" + std::to_string(writer) + "-" + std::to_string(i))) return;
            });
    }

    // Waits until so many are acknowledged.
    std::set<std::string> wait_for(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return acknowledged_.size() >= count || gone_ == 4; });
        return acknowledged_;
    }
    std::set<std::string> finish()
    {
        threads_.clear();
        return acknowledged_;
    }

private:
    bool add(std::uint16_t port, std::map<std::string, std::string> const& cookies, std::string const& name)
    {
        unsigned status = 0;
        try {
            Caller caller(port);
            caller.cookies = cookies;
            status = caller.post("/api/v1/contacts", contact(name)).status;
        } catch (std::exception const&) {  // killed before it answered
        }
        std::lock_guard const lock(mutex_);
        if (status == 201) acknowledged_.insert(name);
        else ++gone_;
        changed_.notify_all();
        return status == 201;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<std::string> acknowledged_;
    int gone_ = 0;
    std::vector<std::jthread> threads_;
};

TEST(Kill, NoAcknowledgedWriteIsLostInTwentyKills)
{
    files::TemporaryDirectory const folder;
    Installation const installation(folder.path());
    installation.set_up();
    std::map<std::string, std::string> cookies;
    std::set<std::string> acknowledged;
    for (int round = 0; round < 20; ++round) {
        auto server = installation.program({"serve"});
        auto const port = port_of(server);
        if (cookies.empty()) cookies = sign_in(port);
        Writers writers(port, cookies, "Round" + std::to_string(round));
        writers.wait_for(10 + static_cast<std::size_t>(round) * 3);
        server.send(SIGKILL);
        EXPECT_EQ(server.wait(), 128 + SIGKILL);
        auto const written = writers.finish();
        EXPECT_GE(written.size(), 10U);
        acknowledged.insert(written.begin(), written.end());

        installation.run({"check"});
        auto const present = installation.contacts();
        for (auto const& name : acknowledged) EXPECT_TRUE(present.contains(name)) << name << " was acknowledged and is gone";
    }
    auto server = installation.program({"serve"});
    Caller caller(port_of(server));
    caller.cookies = cookies;
    EXPECT_EQ(caller.get("/api/v1/session").status, 200U) << "still signed in";
    server.send(SIGTERM);
    EXPECT_EQ(server.wait(), 0);
}

TEST(Kill, ABackupTakenWhileWritingIsWholeAndRestoresOnSqlite)
{
    files::TemporaryDirectory const folder;
    Installation const installation(folder.path() / "data");
    installation.set_up();
    auto server = installation.program({"serve"});
    auto const port = port_of(server);
    auto const cookies = sign_in(port);
    Caller marit(port);
    marit.cookies = cookies;
    auto const property = marit.post("/api/v1/properties", R"({"reference": "V-1", "title": "Villa", "type": "villa", "purpose": "sale", "town": "X", "country": "NL"})");
    ASSERT_EQ(property.status, 201U) << property.body;
    ASSERT_EQ(marit.post("/api/v1/properties/" + property.text("/id") + "/photos", jpeg()).status, 201U);

    Writers writers(port, cookies, "Before");
    auto const before = writers.wait_for(40);
    auto const backup = folder.path() / "backup";
    installation.run({"backup", backup});
    server.send(SIGTERM);
    EXPECT_EQ(server.wait(), 0);
    writers.finish();

    Installation const restored(folder.path() / "restored");
    restored.run({"restore", backup});
    restored.run({"check"});
    auto const present = restored.contacts();
    for (auto const& name : before) EXPECT_TRUE(present.contains(name)) << name;
    auto again = restored.program({"restore", backup});
    EXPECT_EQ(again.wait(), 1) << "never over something that is there";

    auto second = restored.program({"serve"});
    Caller caller(port_of(second));
    caller.cookies = cookies;
    auto const photo = caller.get("/api/v1/properties/" + property.text("/id")).text("/photo/id");
    EXPECT_EQ(caller.get("/api/v1/photos/" + photo + "/400.webp").status, 200U);
}

TEST(Kill, ADamagedOrMissingFileIsFoundByTheCheck)
{
    files::TemporaryDirectory const folder;
    Installation const installation(folder.path());
    installation.set_up();
    {
        auto server = installation.program({"serve"});
        Caller marit(port_of(server));
        marit.cookies = sign_in(port_of(server));
        auto const property = marit.post("/api/v1/properties", R"({"reference": "V-1", "title": "Villa", "type": "villa", "purpose": "sale", "town": "X", "country": "NL"})");
        ASSERT_EQ(marit.post("/api/v1/properties/" + property.text("/id") + "/photos", jpeg()).status, 201U);
    }
    installation.run({"check"});
    std::filesystem::path file;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder.path() / "files"))
        if (entry.is_regular_file()) file = entry.path();
    std::filesystem::permissions(file, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    std::fstream(file, std::ios::in | std::ios::out) << "damage";
    auto check = installation.program({"check"});
    EXPECT_EQ(check.wait(), 1);
    EXPECT_NE(check.output().find("is damaged"), std::string::npos) << check.output();
    std::filesystem::remove(file);
    auto again = installation.program({"check"});
    EXPECT_EQ(again.wait(), 1);
    EXPECT_NE(again.output().find("is missing"), std::string::npos) << again.output();
}

// Both disks are full for the program alone; it must say so, live on, and go on when there is room again.
void expect_patience(Caller& marit, std::string const& path, char const* code)
{
    for (int i = 0; i < 3; ++i) {
        auto const reply = marit.post("/api/v1/contacts", contact("Full" + std::to_string(i)));
        EXPECT_EQ(reply.status, 503U) << reply.body;
        EXPECT_EQ(reply.code(), code);
    }
    EXPECT_EQ(marit.post(path, jpeg()).status, 503U);
    EXPECT_EQ(marit.get("/api/v1/contacts").status, 200U) << "reading goes on";
    EXPECT_EQ(marit.get("/healthz").status, 200U);
}

TEST(DiskFull, WritesAreRefusedUntilThereIsRoomAgainOnSqlite)
{
    files::TemporaryDirectory const folder;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=16m") != 0) GTEST_SKIP() << "only root may mount a small disk";
    struct Unmount {
        std::filesystem::path const& path;
        ~Unmount() { ::umount2(path.c_str(), MNT_DETACH); }
    } const unmount{folder.path()};

    Installation const installation(folder.path());
    installation.set_up();
    auto server = installation.program({"serve"});
    Caller marit(port_of(server));
    marit.cookies = sign_in(port_of(server));
    auto const property = marit.post("/api/v1/properties", R"({"reference": "V-1", "title": "Villa", "type": "villa", "purpose": "sale", "town": "X", "country": "NL"})");
    {
        std::ofstream ballast(folder.path() / "ballast", std::ios::binary);
        while (ballast << std::string(4096, 'x') << std::flush) {}
    }
    // The log written ahead of the database keeps its size, so a few writes may still find room in it.
    for (int i = 0; i < 2000 && marit.post("/api/v1/contacts", contact("Last" + std::to_string(i))).status == 201; ++i) {}
    expect_patience(marit, "/api/v1/properties/" + property.text("/id") + "/photos", "storage_full");
    std::filesystem::remove(folder.path() / "ballast");
    EXPECT_EQ(marit.post("/api/v1/contacts", contact("Room")).status, 201U);
    server.send(SIGTERM);
    EXPECT_EQ(server.wait(), 0);
    installation.run({"check"});
    EXPECT_TRUE(installation.contacts().contains("Room"));
    EXPECT_FALSE(installation.contacts().contains("Full0"));
}

TEST(DiskFull, ALimitOnFileSizesEndsNoProcessOnSqlite)
{
    files::TemporaryDirectory const folder;
    Installation const installation(folder.path());
    installation.set_up();
    auto server = installation.program({"serve"});
    Caller marit(port_of(server));
    marit.cookies = sign_in(port_of(server));
    auto const property = marit.post("/api/v1/properties", R"({"reference": "V-1", "title": "Villa", "type": "villa", "purpose": "sale", "town": "X", "country": "NL"})");
    rlimit before{};
    ASSERT_EQ(::prlimit(server.id(), RLIMIT_FSIZE, nullptr, &before), 0);
    rlimit const tight{512, before.rlim_max};
    ASSERT_EQ(::prlimit(server.id(), RLIMIT_FSIZE, &tight, nullptr), 0);
    expect_patience(marit, "/api/v1/properties/" + property.text("/id") + "/photos", "storage_unavailable");
    ASSERT_EQ(::prlimit(server.id(), RLIMIT_FSIZE, &before, nullptr), 0);
    EXPECT_EQ(marit.post("/api/v1/contacts", contact("Room")).status, 201U);
    server.send(SIGTERM);
    EXPECT_EQ(server.wait(), 0);
    installation.run({"check"});
}

}  // namespace
}  // namespace loggia::test
