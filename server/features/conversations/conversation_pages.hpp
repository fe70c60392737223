// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/conversation_view.hpp"

// Pages of conversations and of messages, for both sides.
namespace loggia::conversations {

// Throws Problem(invalid, invalid_cursor).
std::optional<store::Place> place_of(std::optional<std::string> const& after);

// `rows` holds one more than `limit` when there is a further page.
http::Page<Conversation> page_of(http::Request const& request, std::vector<store::Row> rows, std::int64_t limit);

MessagePage messages_of(http::Request& request, MessageQuery const& query);

inline constexpr std::int64_t usual_page = 30;

} // namespace loggia::conversations
