// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/feedback/feedback.hpp"

// Who may say something of a viewing, when, and with what. Pure functions.
namespace loggia::feedback {

inline constexpr std::chrono::hours changeable_for{24 * 30};
inline constexpr std::int64_t largest_media = 20 * 1024 * 1024; // bytes
inline constexpr std::chrono::minutes longest_voice{5};
inline constexpr std::int64_t most_photos = 20;
inline constexpr std::int64_t most_voices = 10;

// What feedback is about, as far as that decides anything.
struct Occasion {
    bool is_viewing = false;
    bool is_completed = false;
};

// Throws Problem(conflict): feedback_not_possible (not a viewing that took place), feedback_closed (given more than 30 days ago).
void check_may_give(Occasion const& occasion, std::optional<Timestamp> given_at, Timestamp now);
bool is_changeable(Timestamp given_at, Timestamp now);

// A UUID (RFC 9562) in lower case. Throws Problem(not_found) for any other text: there can be nothing at that address.
std::string read_media_id(std::string_view text);

// Throws Problem(conflict, too_many_media).
void check_room(MediaKind kind, std::int64_t present);

// Throws Problem(invalid, voice_too_long). A recorder may stop a moment late.
void check_length(std::optional<std::chrono::milliseconds> duration);

} // namespace loggia::feedback
