// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Messages between the server and its image worker: four bytes of length, big-endian, then that many bytes of JSON.
namespace loggia::images {

constexpr std::uint32_t largest_frame = 1 << 16;

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

enum class FrameState { whole, closed, timed_out };

struct Frame {
    FrameState state = FrameState::closed;
    std::string text;
};

Frame read_frame(int descriptor, Deadline deadline = std::nullopt);

// Whether all of it was written. On a socket whose other end is gone: false, and no signal.
bool write_frame(int descriptor, std::string_view text);

}  // namespace loggia::images
