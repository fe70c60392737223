// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_view.hpp"

#include "features/conversations/conversation_rules.hpp"

namespace loggia::conversations {

namespace {

bool is_client(http::Actor const& actor)
{
    return actor.kind == http::ActorKind::client;
}

bool may_send(http::Actor const& actor, store::Row const& conversation)
{
    if (!is_client(actor)) return true;
    auto const only_looks = actor.impersonation && actor.impersonation->mode == http::Impersonation::Mode::read_only;
    return is_own(actor, conversation) && actor.may(auth::Right::send_messages) && !only_looks;
}

std::optional<AboutProperty> property_of(http::Actor const& actor, store::Row const& row, std::map<PhotoId, photos::PhotoRef> const& photos)
{
    if (!row.property_id || (is_client(actor) && !actor.may(auth::Right::properties))) return std::nullopt;
    AboutProperty property{*row.property_id, row.property_title.value_or(""),  row.property_reference.value_or(""),
                           row.price,        row.property_street.value_or(""), row.property_town.value_or(""),
                           std::nullopt};
    if (auto const photo = photos.find(row.photo_id.value_or(PhotoId{})); photo != photos.end()) property.photo = photo->second;
    return property;
}

Conversation to_conversation(http::Actor const& actor, store::Row row, std::map<PhotoId, photos::PhotoRef> const& photos)
{
    Conversation conversation;
    conversation.id = row.id;
    conversation.version = row.version;
    if (!row.subject.empty()) conversation.subject = row.subject;
    conversation.contact_id = row.contact_id;
    conversation.contact_name = row.contact_name;
    conversation.property = property_of(actor, row, photos);
    conversation.state = row.state;
    conversation.owner_id = row.owner_id;
    conversation.owner_name = row.owner_name;
    conversation.last_message_at = row.last_message_at;
    if (row.last_message_id && row.last_message_at >= actor.visible_since.value_or(Timestamp{}))
        conversation.last_message =
            LastMessage{row.author_kind.value(), row.author_name.value_or(""), excerpt(row.text.value_or("")), row.attachments};
    conversation.unread = is_own(actor, row) ? row.unread : 0;
    conversation.created_at = row.created_at;
    conversation.may_send = may_send(actor, row);
    return conversation;
}

std::string address_of(http::Actor const& actor, store::AttachmentRow const& row)
{
    return std::string(is_client(actor) ? "/api/v1/portal/conversations/" : "/api/v1/conversations/") + row.conversation_id.text() +
           "/attachments/" + row.id.text() + "/content";
}

} // namespace

bool is_own(http::Actor const& actor, store::Row const& conversation)
{
    return !is_client(actor) || conversation.contact_id == actor.contact;
}

void check_is_own(http::Actor const& actor, store::Row const& conversation)
{
    if (!is_own(actor, conversation))
        throw Problem(Fault::forbidden, "not_own_conversation", "This is a colleague's conversation: you may read it.");
}

store::Row conversation_or_404(http::Request const& request, db::Tx& tx)
{
    auto const reader = store::reader_of(tx, request.actor);
    auto found = store::find(tx, request.organization(), reader, request.id<ConversationId>("conversation"));
    if (!found) throw Problem(Fault::not_found, "conversation_not_found", "This conversation does not exist.");
    return *std::move(found);
}

std::vector<Conversation> shown(http::Request const& request, std::vector<store::Row> rows)
{
    std::vector<PhotoId> ids;
    for (auto const& row : rows)
        if (row.photo_id) ids.push_back(*row.photo_id);
    auto const photos = photos::load_refs(request.tx(), request.organization(), ids);
    std::vector<Conversation> conversations;
    conversations.reserve(rows.size());
    for (auto& row : rows) conversations.push_back(to_conversation(request.actor, std::move(row), photos));
    return conversations;
}

Conversation shown(http::Request const& request, store::Row row)
{
    std::vector<store::Row> rows;
    rows.push_back(std::move(row));
    return std::move(shown(request, std::move(rows)).front());
}

Conversation show(http::Request const& request, ConversationId conversation)
{
    auto const reader = store::reader_of(request.tx(), request.actor);
    return shown(request, store::find(request.tx(), request.organization(), reader, conversation).value());
}

Attachment shown(http::Request const& request, store::AttachmentRow const& row)
{
    Attachment attachment{row.id, row.name, row.media_type, row.size, address_of(request.actor, row), std::nullopt, row.duration_ms};
    if (!row.width) return attachment;
    AttachedImage image{*row.width, row.height.value_or(0), row.colour.value_or(""), {}};
    for (auto const& variant : row.variants)
        if (variant.format == "webp") image.widths.push_back(variant.width);
    std::ranges::sort(image.widths);
    attachment.image = std::move(image);
    return attachment;
}

std::vector<Message> shown(http::Request const& request, std::vector<store::MessageRow> rows)
{
    std::vector<MessageId> ids;
    for (auto const& row : rows) ids.push_back(row.id);
    std::map<MessageId, std::vector<Attachment>> attached;
    for (auto const& row : store::attachments_of(request.tx(), request.organization(), ids))
        attached[row.message_id.value()].push_back(shown(request, row));

    std::vector<Message> messages;
    messages.reserve(rows.size());
    for (auto& row : rows)
        messages.push_back({row.id, row.conversation_id, row.client_id, row.author_kind, row.author_id, std::move(row.author_name),
                            std::move(row.on_behalf_of_name), std::move(row.text), std::move(attached[row.id]), row.at, row.read_at});
    return messages;
}

Message shown(http::Request const& request, store::MessageRow row)
{
    std::vector<store::MessageRow> rows;
    rows.push_back(std::move(row));
    return std::move(shown(request, std::move(rows)).front());
}

} // namespace loggia::conversations
