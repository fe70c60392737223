// SPDX-License-Identifier: Apache-2.0
#include "platform/files/file_store.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <thread>
#include <vector>

#include "platform/auth/token.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/problem.hpp"

namespace loggia::files {

class FileStoreTest : public testing::Test {
protected:
    std::size_t temporary_files() const
    {
        auto const entries = std::filesystem::directory_iterator(directory_.path() / "store/tmp");
        return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
    }

    static std::string content(OpenFile const& file)
    {
        std::string text(static_cast<std::size_t>(file.size), '\0');
        EXPECT_EQ(::read(file.descriptor.number(), text.data(), text.size()), file.size);
        return text;
    }

    TemporaryDirectory directory_;
    FileStore store_{directory_.path() / "store"};
};

TEST_F(FileStoreTest, AFileIsFoundByTheHashOfItsContent)
{
    auto upload = store_.begin(100);
    upload.write("Hello, ");
    upload.write("Vesper & Daal");
    EXPECT_EQ(upload.size(), 20);
    auto const stored = upload.finish();
    EXPECT_EQ(stored.sha256, auth::hash_token("Hello, Vesper & Daal"));
    EXPECT_EQ(stored.size, 20);
    EXPECT_EQ(stored.media_type, "text/plain");

    auto const file = store_.open(stored.sha256);
    ASSERT_TRUE(file);
    EXPECT_EQ(content(*file), "Hello, Vesper & Daal");
    EXPECT_EQ(store_.check(stored.sha256), FileState::sound);
    EXPECT_EQ(temporary_files(), 0U);
    EXPECT_EQ(*store_.path_of(stored.sha256), directory_.path() / "store" / stored.sha256.substr(0, 2) /
                                                  stored.sha256.substr(2, 2) / stored.sha256);
}

TEST_F(FileStoreTest, TheTypeComesFromTheContentAlone)
{
    EXPECT_EQ(store_.put("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n").media_type, "application/pdf");
    EXPECT_EQ(store_.put("\x89PNG\r\n\x1A\n" + std::string("\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0", 21)).media_type,
              "image/png");
    EXPECT_EQ(store_.put("<svg xmlns=\"http://www.w3.org/2000/svg\"/>").media_type, "image/svg+xml");
    EXPECT_EQ(store_.put("<!DOCTYPE html><script>alert(1)</script>").media_type, "text/html");
    EXPECT_EQ(store_.put("").media_type, "application/octet-stream");
}

TEST_F(FileStoreTest, AnUploadBeyondItsLimitIsRefusedAndLeavesNothing)
{
    {
        auto upload = store_.begin(10);
        upload.write("0123456789");
        try {
            upload.write("x");
            FAIL();
        } catch (Problem const& problem) {
            EXPECT_EQ(problem.fault, Fault::too_large);
            EXPECT_EQ(problem.code, "file_too_large");
        }
        EXPECT_EQ(temporary_files(), 1U);
    }
    EXPECT_EQ(temporary_files(), 0U);
}

// Runs in a process of its own, where the system refuses to let any file grow beyond four bytes.
[[noreturn]] static void fill_the_disk(FileStore& store)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{4, 4};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
        store.put("too much");
    } catch (Problem const& problem) {
        ::_exit(problem.fault == Fault::unavailable && problem.code == "storage_full" ? 42 : 1);
    }
    ::_exit(0);
}

TEST_F(FileStoreTest, AFullDiskIsSaidSo) { EXPECT_EXIT(fill_the_disk(store_), testing::ExitedWithCode(42), ""); }

TEST_F(FileStoreTest, TheSameContentTwiceIsKeptOnceAndMendsADamagedFile)
{
    auto const first = store_.put("contract");
    std::ofstream(*store_.path_of(first.sha256)) << "Contract";
    EXPECT_EQ(store_.check(first.sha256), FileState::damaged);
    auto const second = store_.put("contract");
    EXPECT_EQ(second.sha256, first.sha256);
    EXPECT_EQ(store_.check(first.sha256), FileState::sound);
}

TEST_F(FileStoreTest, ARemovedFileIsMissing)
{
    auto const stored = store_.put("gone");
    EXPECT_TRUE(store_.remove(stored.sha256));
    EXPECT_FALSE(store_.remove(stored.sha256));
    EXPECT_FALSE(store_.exists(stored.sha256));
    EXPECT_FALSE(store_.open(stored.sha256));
    EXPECT_EQ(store_.check(stored.sha256), FileState::missing);
}

TEST_F(FileStoreTest, ANameThatIsNoHashIsAbsentAndNeverAPath)
{
    for (auto const* name : {"", "..", "../../../etc/passwd", "tmp", "AB"}) {
        EXPECT_FALSE(store_.open(name));
        EXPECT_FALSE(store_.exists(name));
        EXPECT_FALSE(store_.remove(name));
    }
    EXPECT_FALSE(store_.exists(std::string(62, '.') + "/a"));
}

TEST_F(FileStoreTest, OnlyWhatACrashLeftIsRemovedAtTheStart)
{
    std::ofstream(directory_.path() / "store/tmp/left-over") << "half";
    auto upload = store_.begin(100);
    upload.write("still ");
    FileStore const again(directory_.path() / "store");
    EXPECT_EQ(temporary_files(), 1U);
    upload.write("here");
    EXPECT_EQ(again.check(upload.finish().sha256), FileState::sound);
}

TEST_F(FileStoreTest, ServesManyThreads)
{
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([this, thread] {
            for (int i = 0; i < 10; ++i) {
                auto const text = "file " + std::to_string(thread % 2) + std::to_string(i);
                EXPECT_EQ(store_.check(store_.put(text).sha256), FileState::sound);
            }
        });
}

}  // namespace loggia::files
