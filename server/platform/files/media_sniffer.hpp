// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct magic_set;

namespace loggia::files {

// Tells the media type of a file by its content (libmagic), never by its name. Safe from any thread: a libmagic handle
// serves one thread at a time, so a few are kept and lent out.
class MediaSniffer {
public:
    MediaSniffer();  // std::runtime_error when the database of libmagic is missing
    ~MediaSniffer();
    MediaSniffer(MediaSniffer const&) = delete;
    MediaSniffer& operator=(MediaSniffer const&) = delete;

    // "image/jpeg", "application/pdf" …; "application/octet-stream" when it cannot tell. Moves the file's position.
    std::string media_type(int descriptor);

private:
    struct Close {
        void operator()(magic_set* handle) const;
    };
    using Handle = std::unique_ptr<magic_set, Close>;

    static Handle open();
    Handle borrow();
    void give_back(Handle handle);

    std::mutex mutex_;
    std::vector<Handle> idle_;
};

}  // namespace loggia::files
