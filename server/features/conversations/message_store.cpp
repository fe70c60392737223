// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/message_store.hpp"

#include "platform/db/batch.hpp"

namespace loggia::conversations {

static constexpr std::chrono::hours unsent_kept_for{48};

void remove_unsent(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM attachments WHERE message_id IS NULL AND created_at < $1", now - unsent_kept_for);
}

namespace store {

namespace {

constexpr std::string_view select_messages = R"(
    SELECT id, conversation_id, client_id, author_kind, author_id, author_name, on_behalf_of_name, side, text, at, read_at
    FROM   messages
)";

constexpr std::string_view select_attachments = R"(
    SELECT id, conversation_id, message_id, author_id, name, media_type, size, sha256, sent_sha256, width, height, colour, variants,
           duration_ms
    FROM   attachments
)";

} // namespace

bool insert_message(db::Tx& tx, OrganizationId organization, MessageRow const& message)
{
    return tx.run(R"(
        INSERT INTO messages (organization_id, id, conversation_id, client_id, author_kind, author_id, author_name, on_behalf_of_name, side,
                              text, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (organization_id, author_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
    )",
                  organization, message.id, message.conversation_id, message.client_id, message.author_kind, message.author_id,
                  message.author_name, message.on_behalf_of_name, message.side, message.text, message.at) == 1;
}

std::optional<MessageRow> find_sent(db::Tx& tx, OrganizationId organization, AuthorId author, Uuid const& client_id)
{
    return tx.find<MessageRow>(std::string(select_messages) + "WHERE organization_id = $1 AND author_id = $2 AND client_id = $3",
                               organization, author, client_id);
}

std::optional<MessageRow> find_message(db::Tx& tx, OrganizationId organization, ConversationId conversation, MessageId message)
{
    return tx.find<MessageRow>(std::string(select_messages) + "WHERE organization_id = $1 AND conversation_id = $2 AND id = $3",
                               organization, conversation, message);
}

std::vector<MessageRow> messages_before(db::Tx& tx, OrganizationId organization, ConversationId conversation, MessageId before,
                                        Timestamp since, std::int64_t limit)
{
    return tx.rows<MessageRow>(std::string(select_messages) + R"(
        WHERE  organization_id = $1 AND conversation_id = $2 AND id < $3 AND at >= $4
        ORDER  BY id DESC
        LIMIT  $5
    )",
                               organization, conversation, before, since, limit);
}

void mark_read(db::Tx& tx, OrganizationId organization, ConversationId conversation, Side reader, MessageId message, Timestamp now)
{
    tx.run(R"(
        UPDATE messages
        SET    read_at = $5
        WHERE  organization_id = $1 AND conversation_id = $2 AND id <= $3 AND side <> $4 AND read_at IS NULL
    )",
           organization, conversation, message, reader, now);
}

std::vector<AttachmentRow> attachments_of(db::Tx& tx, OrganizationId organization, std::vector<MessageId> const& messages)
{
    return db::rows_of<AttachmentRow>(
        tx, std::string(select_attachments) + "WHERE organization_id = $1 AND message_id IN ($ids) ORDER BY message_id, position, id",
        organization, messages);
}

std::optional<AttachmentRow> find_attachment(db::Tx& tx, OrganizationId organization, ConversationId conversation, Uuid const& id)
{
    return tx.find<AttachmentRow>(std::string(select_attachments) + "WHERE organization_id = $1 AND conversation_id = $2 AND id = $3",
                                  organization, conversation, id);
}

std::optional<MessageRow> message_with(db::Tx& tx, OrganizationId organization, AttachmentRow const& attachment)
{
    if (!attachment.message_id) return std::nullopt;
    return find_message(tx, organization, attachment.conversation_id, *attachment.message_id);
}

std::int64_t count_unsent(db::Tx& tx, OrganizationId organization, ConversationId conversation, AuthorId author)
{
    return tx
        .number(R"(
        SELECT COUNT(*) FROM attachments
        WHERE  organization_id = $1 AND conversation_id = $2 AND author_id = $3 AND message_id IS NULL
    )",
                organization, conversation, author)
        .value_or(0);
}

bool insert_attachment(db::Tx& tx, OrganizationId organization, AttachmentRow const& attachment, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO attachments (organization_id, conversation_id, id, author_id, name, media_type, size, sha256, sent_sha256, width, height,
                                 colour, variants, duration_ms, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (organization_id, conversation_id, id) DO NOTHING
    )",
                  organization, attachment.conversation_id, attachment.id, attachment.author_id, attachment.name, attachment.media_type,
                  attachment.size, attachment.sha256, attachment.sent_sha256, attachment.width, attachment.height, attachment.colour,
                  json::to_text(attachment.variants), attachment.duration_ms, now) == 1;
}

bool delete_unsent(db::Tx& tx, OrganizationId organization, ConversationId conversation, Uuid const& id, AuthorId author)
{
    return tx.run(R"(
        DELETE FROM attachments
        WHERE  organization_id = $1 AND conversation_id = $2 AND id = $3 AND author_id = $4 AND message_id IS NULL
    )",
                  organization, conversation, id, author) == 1;
}

bool attach(db::Tx& tx, OrganizationId organization, MessageRow const& message, Uuid const& id, std::int64_t position)
{
    return tx.run(R"(
        UPDATE attachments
        SET    message_id = $5, position = $6
        WHERE  organization_id = $1 AND conversation_id = $2 AND id = $3 AND author_id = $4 AND message_id IS NULL
    )",
                  organization, message.conversation_id, id, message.author_id, message.id, position) == 1;
}

} // namespace store

} // namespace loggia::conversations
