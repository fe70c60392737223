// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/conversation_store.hpp"

// Every statement about messages and what is attached to them. Each takes the organization first and filters by it.
namespace loggia::conversations::store {

struct MessageRow {
    MessageId id;
    ConversationId conversation_id;
    std::optional<Uuid> client_id;
    Side author_kind = Side::staff;
    AuthorId author_id;
    std::string author_name;
    std::optional<std::string> on_behalf_of_name;
    Side side = Side::staff;
    std::string text;
    Timestamp at;
    std::optional<Timestamp> read_at;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (id, conversation_id, client_id, author_kind, author_id, author_name, on_behalf_of_name, side, text, at, read_at))

// False when the author sent something with this client_id before.
bool insert_message(db::Tx& tx, OrganizationId organization, MessageRow const& message);
std::optional<MessageRow> find_sent(db::Tx& tx, OrganizationId organization, AuthorId author, Uuid const& client_id);
std::optional<MessageRow> find_message(db::Tx& tx, OrganizationId organization, ConversationId conversation, MessageId message);
// The newest first, all older than `before`, none older than `since`.
std::vector<MessageRow> messages_before(db::Tx& tx, OrganizationId organization, ConversationId conversation, MessageId before,
                                        Timestamp since, std::int64_t limit);
// Those of the other side up to `message` that nobody of the reader's side had read.
void mark_read(db::Tx& tx, OrganizationId organization, ConversationId conversation, Side reader, MessageId message, Timestamp now);

struct AttachmentRow {
    Uuid id;
    ConversationId conversation_id;
    std::optional<MessageId> message_id;
    AuthorId author_id;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    std::string sha256;
    std::string sent_sha256;
    std::optional<std::int64_t> width;
    std::optional<std::int64_t> height;
    std::optional<std::string> colour;
    std::vector<photos::Variant> variants;
    std::optional<std::int64_t> duration_ms;
};
BOOST_DESCRIBE_STRUCT(AttachmentRow, (),
                      (id, conversation_id, message_id, author_id, name, media_type, size, sha256, sent_sha256, width, height, colour,
                       variants, duration_ms))

std::vector<AttachmentRow> attachments_of(db::Tx& tx, OrganizationId organization, std::vector<MessageId> const& messages); // in order
std::optional<AttachmentRow> find_attachment(db::Tx& tx, OrganizationId organization, ConversationId conversation, Uuid const& id);
// Whose message an attachment stands in, and since when; nothing for an unsent one.
std::optional<MessageRow> message_with(db::Tx& tx, OrganizationId organization, AttachmentRow const& attachment);
std::int64_t count_unsent(db::Tx& tx, OrganizationId organization, ConversationId conversation, AuthorId author);
// False when the id is taken.
bool insert_attachment(db::Tx& tx, OrganizationId organization, AttachmentRow const& attachment, Timestamp now);
// False unless it is there, the author's, and unsent.
bool delete_unsent(db::Tx& tx, OrganizationId organization, ConversationId conversation, Uuid const& id, AuthorId author);
bool attach(db::Tx& tx, OrganizationId organization, MessageRow const& message, Uuid const& id, std::int64_t position);

} // namespace loggia::conversations::store
