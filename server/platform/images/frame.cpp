// SPDX-License-Identifier: Apache-2.0
#include "platform/images/frame.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>

namespace loggia::images {
namespace {

FrameState wait_readable(int descriptor, Deadline deadline)
{
    for (;;) {
        int milliseconds = -1;
        if (deadline) {
            auto const left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
            if (left.count() <= 0) return FrameState::timed_out;
            milliseconds = static_cast<int>(std::min<std::int64_t>(left.count(), 60'000));
        }
        pollfd entry{descriptor, POLLIN, 0};
        auto const ready = ::poll(&entry, 1, milliseconds);
        if (ready > 0) return FrameState::whole;
        if (ready < 0 && errno != EINTR) return FrameState::closed;
    }
}

FrameState read_all(int descriptor, std::span<char> target, Deadline deadline)
{
    while (!target.empty()) {
        if (auto const state = wait_readable(descriptor, deadline); state != FrameState::whole) return state;
        auto const count = ::read(descriptor, target.data(), target.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) return FrameState::closed;
        target = target.subspan(static_cast<std::size_t>(count));
    }
    return FrameState::whole;
}

// The worker may also be driven through plain pipes, which know no MSG_NOSIGNAL.
ssize_t write_some(int descriptor, std::string_view bytes)
{
    auto const count = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return count < 0 && errno == ENOTSOCK ? ::write(descriptor, bytes.data(), bytes.size()) : count;
}

}  // namespace

Frame read_frame(int descriptor, Deadline deadline)
{
    std::array<char, 4> head{};
    if (auto const state = read_all(descriptor, head, deadline); state != FrameState::whole) return {state, {}};
    std::uint32_t length = 0;
    for (auto const byte : head) length = length << 8U | static_cast<unsigned char>(byte);
    if (length > largest_frame) return {FrameState::closed, {}};
    Frame frame{FrameState::whole, std::string(length, '\0')};
    frame.state = read_all(descriptor, frame.text, deadline);
    return frame;
}

bool write_frame(int descriptor, std::string_view text)
{
    if (text.size() > largest_frame) return false;
    std::string bytes;
    for (auto const shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(text.size() >> shift & 255U);
    bytes += text;
    for (std::string_view rest = bytes; !rest.empty();) {
        auto const count = write_some(descriptor, rest);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace loggia::images
