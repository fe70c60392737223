// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/message_store.hpp"

// What is stored, as the one who asks is shown it.
namespace loggia::conversations {

// Throws Problem(not_found, conversation_not_found) for one the actor may not see.
store::Row conversation_or_404(http::Request const& request, db::Tx& tx);

// Whether a client acts for the conversation's own contact; what is seen of colleagues is only read. Always so for staff.
bool is_own(http::Actor const& actor, store::Row const& conversation);
// Throws Problem(forbidden, not_own_conversation).
void check_is_own(http::Actor const& actor, store::Row const& conversation);

std::vector<Conversation> shown(http::Request const& request, std::vector<store::Row> rows);
Conversation shown(http::Request const& request, store::Row row);
Conversation show(http::Request const& request, ConversationId conversation); // as it is by now

std::vector<Message> shown(http::Request const& request, std::vector<store::MessageRow> rows);
Message shown(http::Request const& request, store::MessageRow row);
Attachment shown(http::Request const& request, store::AttachmentRow const& row);

} // namespace loggia::conversations
