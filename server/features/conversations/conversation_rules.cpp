// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_rules.hpp"

#include <algorithm>
#include <array>

#include "platform/utf8.hpp"

namespace loggia::conversations {

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Runs of blanks and control characters become one space.
std::string on_one_line(std::string_view text)
{
    std::string line;
    for (char const c : trimmed(text)) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte != 0x7f)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

std::string required(std::string text, char const* field)
{
    if (text.empty())
        throw Problem(Fault::invalid, "invalid_body", "This is required.", {{std::string("/") + field, "required", "is required"}});
    return text;
}

} // namespace

ConversationState after_message(ConversationState state, Side side)
{
    if (state == ConversationState::in_progress) return state;
    if (side == Side::contact) return ConversationState::open;
    return state == ConversationState::open ? ConversationState::awaiting_feedback : state;
}

std::string excerpt(std::string_view text)
{
    auto line = on_one_line(text);
    std::size_t end = 0;
    for (std::size_t characters = 0; end < line.size() && characters < excerpt_length; ++characters)
        end += std::max<std::size_t>(1, utf8_sequence(std::string_view(line).substr(end)));
    line.resize(std::min(end, line.size()));
    return line;
}

NewMessage tidied(NewMessage message)
{
    message.text = std::string(trimmed(message.text));
    if (message.text.empty() && message.attachments.empty())
        throw Problem(Fault::invalid, "message_empty", "Write something, or attach a file.", "text");
    auto sorted = message.attachments;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
        throw Problem(Fault::invalid, "attachment_twice", "Each file can be attached once.", "attachments");
    return message;
}

std::string tidied_subject(std::string_view subject)
{
    return required(on_one_line(subject), "subject");
}

std::string tidied_name(std::string_view name)
{
    return required(on_one_line(name), "name");
}

std::optional<std::string> document_type(std::string_view sniffed)
{
    static constexpr std::array taken = {
        std::string_view("application/pdf"),
        std::string_view("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        std::string_view("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        std::string_view("application/zip"),
        std::string_view("text/plain"),
        std::string_view("text/csv"),
    };
    if (sniffed == "application/csv") return "text/csv";
    if (std::ranges::find(taken, sniffed) == taken.end()) return std::nullopt;
    return std::string(sniffed);
}

bool is_picture(std::string_view sniffed)
{
    static constexpr std::array pictures = {std::string_view("image/jpeg"), std::string_view("image/png"), std::string_view("image/webp"),
                                            std::string_view("image/heic"), std::string_view("image/heif")};
    return std::ranges::find(pictures, sniffed) != pictures.end();
}

} // namespace loggia::conversations
