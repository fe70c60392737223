// SPDX-License-Identifier: Apache-2.0
#include "platform/files/whole_file.hpp"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

#include "platform/files/descriptor.hpp"
#include "platform/id.hpp"

namespace loggia::files {

namespace {

[[noreturn]] void fail(char const* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

void write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("write");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace

void write_whole_file(std::filesystem::path const& file, std::string_view bytes)
{
    auto const temporary = file.parent_path() / ("." + file.filename().string() + ".tmp");
    Descriptor const descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    if (!descriptor) fail("open");
    try {
        write_all(descriptor.number(), bytes);
        if (::fsync(descriptor.number()) != 0) fail("fsync");
        if (::rename(temporary.c_str(), file.c_str()) != 0) fail("rename");
    } catch (std::system_error const&) {
        ::unlink(temporary.c_str());
        throw;
    }
}

std::string sortable_name(Timestamp moment, std::string_view ending)
{
    auto text = to_string(moment);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; }); // some file systems do not take them
    return text + "-" + encode_id(next_id()) + std::string(ending);
}

} // namespace loggia::files
