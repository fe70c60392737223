// SPDX-License-Identifier: Apache-2.0
#include "platform/files/media_sniffer.hpp"

#include <magic.h>
#include <unistd.h>

#include <stdexcept>

namespace loggia::files {

void MediaSniffer::Close::operator()(magic_set* handle) const { magic_close(handle); }

MediaSniffer::Handle MediaSniffer::open()
{
    // Nothing is unpacked to look inside: a compressed file is only what it says it is.
    Handle handle(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF));
    if (!handle || magic_load(handle.get(), nullptr) != 0) throw std::runtime_error("libmagic could not be loaded");
    return handle;
}

MediaSniffer::MediaSniffer() { idle_.push_back(open()); }

MediaSniffer::~MediaSniffer() = default;

MediaSniffer::Handle MediaSniffer::borrow()
{
    {
        std::lock_guard const lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    return open();
}

void MediaSniffer::give_back(Handle handle)
{
    std::lock_guard const lock(mutex_);
    idle_.push_back(std::move(handle));
}

std::string MediaSniffer::media_type(int descriptor)
{
    ::lseek(descriptor, 0, SEEK_SET);
    auto handle = borrow();
    auto const* found = magic_descriptor(handle.get(), descriptor);
    std::string type = found ? found : "application/octet-stream";
    give_back(std::move(handle));
    auto const says_nothing = type.find('/') == std::string::npos || type.starts_with("inode/") || type.ends_with("/x-empty");
    return says_nothing ? "application/octet-stream" : type;
}

}  // namespace loggia::files
