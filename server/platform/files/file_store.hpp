// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/files/descriptor.hpp"
#include "platform/files/media_sniffer.hpp"

namespace loggia::files {

struct StoredFile {
    std::string sha256;      // 64 lower-case hexadecimal digits: the file's name in the store
    std::int64_t size = 0;   // bytes
    std::string media_type;  // sniffed from the content
};

struct OpenFile {
    Descriptor descriptor;  // read-only, at the beginning
    std::int64_t size = 0;  // bytes
};

enum class FileState { sound, missing, damaged };

// A file on its way into the store. What is not finished leaves nothing behind.
class Upload {
public:
    Upload(Upload&&) noexcept;
    Upload& operator=(Upload&&) noexcept;
    ~Upload();

    // Problem(too_large, "file_too_large") beyond the limit; Problem(unavailable, "storage_full") when the disk is full.
    void write(std::string_view bytes);
    std::int64_t size() const;

    // The file as it lies here by now, to be looked at before it is kept, or instead of being kept.
    std::filesystem::path const& path() const;
    StoredFile look();

    // Makes the file durable under its hash. Called once; the same content twice is kept once.
    StoredFile finish();

private:
    friend class FileStore;
    struct State;
    explicit Upload(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Files by the SHA-256 of their content, under `root/ab/cd/abcd…`. Safe from any thread and beside other processes.
// A name that is no hash is simply absent, so a caller's text never becomes a path.
class FileStore {
public:
    explicit FileStore(std::filesystem::path root);  // creates it; removes what a crash left in `root/tmp`

    Upload begin(std::int64_t limit_bytes);
    StoredFile put(std::string_view bytes);

    bool exists(std::string_view sha256) const;
    std::optional<OpenFile> open(std::string_view sha256) const;
    std::optional<std::filesystem::path> path_of(std::string_view sha256) const;  // of a file that exists
    FileState check(std::string_view sha256) const;                              // reads all of it and hashes again
    bool remove(std::string_view sha256);                                        // whether it was there

private:
    std::filesystem::path root_;
    std::shared_ptr<MediaSniffer> sniffer_;
};

}  // namespace loggia::files
