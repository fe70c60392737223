// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/conversation.hpp"

// What the business allows. Pure functions.
namespace loggia::conversations {

inline constexpr std::size_t excerpt_length = 140; // characters

// A client's message opens what was closed or waited for the client; a staff's one waits for the client. What staff said is in
// progress stays so.
ConversationState after_message(ConversationState state, Side side);

// The beginning of a text on one line, at most `excerpt_length` characters of it, cut between two of them.
std::string excerpt(std::string_view text);

// Without blanks and empty lines around it. Problem: invalid message_empty when there is neither text nor attachment;
// attachment_twice.
NewMessage tidied(NewMessage message);

// A subject on one line. Problem: invalid required for a blank one.
std::string tidied_subject(std::string_view subject);

// A file's name as it was given, on one line, without control characters. Problem: invalid required for a blank one.
std::string tidied_name(std::string_view name);

// What the sniffer said of a file, as it is kept and served; nothing for what is not taken. Pictures and recordings are judged
// by those who read them.
std::optional<std::string> document_type(std::string_view sniffed);
bool is_picture(std::string_view sniffed);

} // namespace loggia::conversations
