// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_acts.hpp"

#include "features/activities/record.hpp"
#include "features/conversations/conversation_rules.hpp"
#include "features/notifications/notification.hpp"
#include "platform/live/hub.hpp"

namespace loggia::conversations {

namespace {

// Its contact hears of it at once, as long as the contact sees the conversation at all.
activities::Act act_on(store::Row const& conversation, std::string action)
{
    activities::Act act;
    act.action = std::move(action);
    act.contact = conversation.contact_id;
    act.property = conversation.property_id.value_or(PropertyId{});
    act.detail = {{"conversation", conversation.id.text()}};
    if (!conversation.subject.empty()) act.detail["subject"] = conversation.subject;
    act.also_on = {conversation.id.value};
    act.needs = auth::Right::messages;
    return act;
}

bool is_seen_by_contact(store::Row const& conversation)
{
    return conversation.last_message_id || conversation.started_by != StartedBy::staff;
}

std::vector<Uuid> attached_to(http::Request const& request, MessageId message)
{
    std::vector<Uuid> ids;
    for (auto const& row : store::attachments_of(request.tx(), request.organization(), {message})) ids.push_back(row.id);
    return ids;
}

store::MessageRow same_or_refuse(http::Request const& request, store::MessageRow sent, ConversationId conversation,
                                 NewMessage const& message)
{
    if (sent.conversation_id != conversation || sent.text != message.text || attached_to(request, sent.id) != message.attachments)
        throw Problem(Fault::conflict, "message_id_taken", "Another message has this client_id.", "client_id");
    return sent;
}

void attach_all(http::Request const& request, store::MessageRow const& row, std::vector<Uuid> const& attachments)
{
    std::vector<FieldError> missing;
    for (std::size_t i = 0; i < attachments.size(); ++i)
        if (!store::attach(request.tx(), request.organization(), row, attachments[i], static_cast<std::int64_t>(i)))
            missing.push_back({"/attachments/" + std::to_string(i), "attachment_not_found", "There is no such unsent file of yours."});
    if (!missing.empty())
        throw Problem(Fault::invalid, "attachment_not_found", "There is no such unsent file of yours.", std::move(missing));
}

void record_message(http::Request const& request, store::Row const& conversation, store::MessageRow const& message, std::size_t attachments)
{
    auto act = act_on(conversation, conversation.last_message_id ? "conversation.message_sent" : "conversation.started");
    act.detail["message"] = message.id.text();
    act.detail["excerpt"] = excerpt(message.text);
    if (attachments > 0) act.detail["attachments"] = std::to_string(attachments);
    act.told = {conversation.contact_id};
    activities::record(request, act);
}

} // namespace

Author author_of(http::Actor const& actor, store::Row const& conversation)
{
    if (actor.kind == http::ActorKind::staff) return {Side::staff, AuthorId{actor.user.value}, actor.name, std::nullopt, Side::staff};
    if (actor.impersonation)
        return {Side::staff, AuthorId{actor.impersonation->user.value}, actor.impersonation->name, conversation.contact_name,
                Side::contact};
    auto const for_another = actor.self != conversation.contact_id ? std::optional(conversation.contact_name) : std::nullopt;
    return {Side::contact, AuthorId{actor.self.value}, actor.name, for_another, Side::contact};
}

store::MessageRow send(http::Request const& request, store::Row const& conversation, NewMessage input)
{
    auto const message = tidied(std::move(input));
    auto& tx = request.tx();
    auto const author = author_of(request.actor, conversation);
    if (auto sent = store::find_sent(tx, request.organization(), author.id, message.client_id))
        return same_or_refuse(request, *std::move(sent), conversation.id, message);

    store::MessageRow row;
    // Later than the one before, whichever node that came from.
    row.id = std::max(new_id<MessageId>(), MessageId{conversation.last_message_id.value_or(MessageId{}).value + 1});
    row.conversation_id = conversation.id;
    row.client_id = message.client_id;
    row.author_kind = author.kind;
    row.author_id = author.id;
    row.author_name = author.name;
    row.on_behalf_of_name = author.on_behalf_of;
    row.side = author.side;
    row.text = message.text;
    row.at = request.now;
    if (!store::insert_message(tx, request.organization(), row)) { // the same was sent at this very moment
        auto sent = store::find_sent(tx, request.organization(), author.id, message.client_id);
        return same_or_refuse(request, sent.value(), conversation.id, message);
    }
    attach_all(request, row, message.attachments);
    store::set_last_word(tx, request.organization(), conversation.id, {row.id, row.side, after_message(conversation.state, row.side)},
                         request.now);
    store::index(tx, request.organization(), conversation.id);
    record_message(request, conversation, row, message.attachments.size());
    return row;
}

void read_up_to(http::Request const& request, store::Row const& conversation, MessageId message)
{
    auto& tx = request.tx();
    if (!store::find_message(tx, request.organization(), conversation.id, message))
        throw Problem(Fault::invalid, "message_not_found", "There is no such message in this conversation.", "message_id");
    if (request.actor.impersonation) return;
    auto const reader = store::reader_of(tx, request.actor);
    if (!store::set_mark(tx, request.organization(), conversation.id, reader, message, request.now)) return;
    store::mark_read(tx, request.organization(), conversation.id, reader.side, message, request.now);
    auto const audience = reader.side == Side::staff ? notifications::Audience::staff : notifications::Audience::contact;
    notifications::see_messages(tx, request.organization(), {audience, reader.id}, conversation.id, message, request.now);

    live::Event event{request.organization(), {}, true, "activity", {}};
    event.data = R"({"action":"conversation.read","contact_id":")" + conversation.contact_id.text() + R"(","conversation_id":")" +
                 conversation.id.text() + R"(","message_id":")" + message.text() + R"(","side":")" +
                 std::string(json::enum_name(reader.side)) + "\"}";
    if (is_seen_by_contact(conversation)) event.contacts = {conversation.contact_id};
    event.needs = auth::Right::messages;
    tx.notify(live::to_text(event));
}

void put_state(http::Request const& request, store::Row const& conversation, ConversationState state)
{
    if (conversation.state == state) return;
    store::set_state(request.tx(), request.organization(), conversation.id, state);
    auto act = act_on(conversation, "conversation.state_changed");
    act.detail["from"] = std::string(json::enum_name(conversation.state));
    act.detail["to"] = std::string(json::enum_name(state));
    if (is_seen_by_contact(conversation)) act.told = {conversation.contact_id};
    activities::record(request, act);
}

void put_owner(http::Request const& request, store::Row const& conversation, std::optional<UserId> owner)
{
    if (conversation.owner_id == owner) return;
    auto const name = owner ? store::user_name(request.tx(), request.organization(), *owner) : std::nullopt;
    if (owner && !name) throw Problem(Fault::invalid, "owner_not_found", "There is no such person on the staff.", "owner_id");
    store::set_owner(request.tx(), request.organization(), conversation.id, owner);
    auto act = act_on(conversation, "conversation.owner_changed");
    act.detail["owner"] = name.value_or("");
    if (is_seen_by_contact(conversation)) act.told = {conversation.contact_id};
    activities::record(request, act);
}

Opened open(http::Request const& request, store::NewRow const& row)
{
    auto const existing = [&] {
        return row.property ? store::find_about(request.tx(), request.organization(), row.contact, *row.property) : std::nullopt;
    };
    auto found = existing();
    auto const made = found ? std::nullopt : store::insert(request.tx(), request.organization(), row, request.now);
    if (!found && !made) found = existing(); // somebody else was faster by a moment
    if (!made) {
        store::join(request.tx(), request.organization(), found.value(), row.started_by);
        return {*found, false};
    }
    store::index(request.tx(), request.organization(), *made);
    return {*made, true};
}

} // namespace loggia::conversations
