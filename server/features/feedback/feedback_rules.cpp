// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_rules.hpp"

namespace loggia::feedback {

static constexpr std::chrono::seconds recorder_grace{5};

void check_may_give(Occasion const& occasion, std::optional<Timestamp> given_at, Timestamp now)
{
    if (!occasion.is_viewing || !occasion.is_completed)
        throw Problem(Fault::conflict, "feedback_not_possible", "Feedback is for viewings that took place.");
    if (given_at && !is_changeable(*given_at, now))
        throw Problem(Fault::conflict, "feedback_closed", "Feedback can be changed for 30 days.");
}

bool is_changeable(Timestamp given_at, Timestamp now)
{
    return now < given_at + changeable_for;
}

std::string read_media_id(std::string_view text)
{
    static constexpr std::size_t length = 36;
    std::string id;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
        bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool const digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (i >= length || (dash ? c != '-' : !digit)) break;
        id += c;
    }
    if (id.size() != length || text.size() != length)
        throw Problem(Fault::not_found, "media_not_found", "There is no such picture or recording.");
    return id;
}

void check_room(MediaKind kind, std::int64_t present)
{
    if (present >= (kind == MediaKind::photo ? most_photos : most_voices))
        throw Problem(Fault::conflict, "too_many_media", "There are as many pictures or recordings as can be kept.");
}

void check_length(std::optional<std::chrono::milliseconds> duration)
{
    if (duration && *duration > longest_voice + recorder_grace)
        throw Problem(Fault::invalid, "voice_too_long", "A voice note lasts at most five minutes.");
}

} // namespace loggia::feedback
