// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/message_store.hpp"

// What both sides do in a conversation. Each act checks, writes, records and tells in the request's transaction.
namespace loggia::conversations {

// Who writes: the person, and for which side.
struct Author {
    Side kind = Side::staff;
    AuthorId id;
    std::string name;
    std::optional<std::string> on_behalf_of; // the contact's name, when it is not the author
    Side side = Side::staff;
};
Author author_of(http::Actor const& actor, store::Row const& conversation);

// Exactly once for each client_id of an author. Problem: invalid message_empty, attachment_not_found, attachment_twice; conflict
// message_id_taken when it was used for something else.
store::MessageRow send(http::Request const& request, store::Row const& conversation, NewMessage message);

// Problem(invalid, message_not_found). Staff who look through a client's eyes have read nothing.
void read_up_to(http::Request const& request, store::Row const& conversation, MessageId message);

void put_state(http::Request const& request, store::Row const& conversation, ConversationState state);
// Problem(invalid, owner_not_found).
void put_owner(http::Request const& request, store::Row const& conversation, std::optional<UserId> owner);

struct Opened {
    ConversationId id;
    bool is_new = false;
};
// The one about that property, or else a new one.
Opened open(http::Request const& request, store::NewRow const& row);

} // namespace loggia::conversations
