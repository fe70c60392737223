// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/photos/photo.hpp"
#include "platform/http/message.hpp"

// What staff and a client write to each other (PRODUCT 9.1, 9.2): one conversation about each property, else one for each subject.
namespace loggia::conversations {

enum class ConversationState { open, awaiting_feedback, in_progress, closed };
BOOST_DESCRIBE_ENUM(ConversationState, open, awaiting_feedback, in_progress, closed)

// Who wrote, and which side of the conversation somebody stands on.
enum class Side { staff, contact };
BOOST_DESCRIBE_ENUM(Side, staff, contact)

// By whom it was begun: before the first message only they see it.
enum class StartedBy { staff, contact, both };
BOOST_DESCRIBE_ENUM(StartedBy, staff, contact, both)

struct AboutProperty {
    PropertyId id;
    std::string title;
    std::string reference;
    std::optional<Money> price;
    std::string street;
    std::string town;
    std::optional<photos::PhotoRef> photo;
};
BOOST_DESCRIBE_STRUCT(AboutProperty, (), (id, title, reference, price, street, town, photo))

struct LastMessage {
    Side author_kind = Side::staff;
    std::string author_name;
    std::string text; // its first 140 characters; empty when there are only files
    std::int64_t attachments = 0;
};
BOOST_DESCRIBE_STRUCT(LastMessage, (), (author_kind, author_name, text, attachments))

struct Conversation {
    ConversationId id;
    std::int64_t version = 1;
    std::optional<std::string> subject; // absent: the property says what it is about
    ContactId contact_id;
    std::string contact_name;
    std::optional<AboutProperty> property;
    ConversationState state = ConversationState::open;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    Timestamp last_message_at; // without a message: when it was made
    std::optional<LastMessage> last_message;
    std::int64_t unread = 0; // messages of the other side that the one who asks has not read
    Timestamp created_at;
    bool may_send = false;
};
BOOST_DESCRIBE_STRUCT(Conversation, (),
                      (id, version, subject, contact_id, contact_name, property, state, owner_id, owner_name, last_message_at, last_message,
                       unread, created_at, may_send))

struct AttachedImage {
    std::int64_t width = 0; // pixels, orientation applied
    std::int64_t height = 0;
    std::string colour;               // "#rrggbb"
    std::vector<std::int64_t> widths; // that are served, ascending
};
BOOST_DESCRIBE_STRUCT(AttachedImage, (), (width, height, colour, widths))

struct Attachment {
    Uuid id;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    std::string url; // of the file, "…/content"; an image has "<width>.webp" and ".jpg" beside it
    std::optional<AttachedImage> image;
    std::optional<std::int64_t> duration_ms; // of a recording, where its file tells
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, name, media_type, size, url, image, duration_ms))

using AuthorId = Id<struct AuthorTag>; // a user's or a contact's id

struct Message {
    MessageId id;
    ConversationId conversation_id;
    std::optional<Uuid> client_id; // absent on messages from before there was one
    Side author_kind = Side::staff;
    AuthorId author_id;
    std::string author_name;
    std::optional<std::string> on_behalf_of_name; // of the contact, when somebody else wrote for it
    std::string text;
    std::vector<Attachment> attachments;
    Timestamp at;
    std::optional<Timestamp> read_at; // when the first of the other side read it
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, conversation_id, client_id, author_kind, author_id, author_name, on_behalf_of_name, text, attachments, at,
                       read_at))

struct MessagePage {
    std::vector<Message> items;    // the oldest first
    std::optional<MessageId> next; // send it as `before` for older ones
};
BOOST_DESCRIBE_STRUCT(MessagePage, (), (items, next))

struct ConversationCounts {
    std::int64_t open = 0;
    std::int64_t awaiting_feedback = 0;
    std::int64_t in_progress = 0;
    std::int64_t closed = 0;
    std::int64_t unread = 0; // conversations with something the one who asks has not read
    std::int64_t mine = 0;   // in the care of the one who asks, and not closed
};
BOOST_DESCRIBE_STRUCT(ConversationCounts, (), (open, awaiting_feedback, in_progress, closed, unread, mine))

inline constexpr std::int64_t longest_text = 5000; // characters
inline constexpr std::int64_t longest_subject = 160;
inline constexpr std::int64_t most_attachments = 10;                 // of a message
inline constexpr std::int64_t largest_attachment = 25 * 1024 * 1024; // bytes

struct NewMessage {
    Uuid client_id; // sent again by the same author, it is the message that was made with it
    std::string text;
    std::vector<Uuid> attachments;
};
BOOST_DESCRIBE_STRUCT(NewMessage, (), (client_id, text, attachments))
LOGGIA_LIMITS(NewMessage, {"text", 0, longest_text}, {"attachments", 0, most_attachments})

struct NewConversation { // of a client
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(NewConversation, (), (subject))
LOGGIA_LIMITS(NewConversation, {"subject", 1, longest_subject})

struct OpenConversation {}; // takes nothing
BOOST_DESCRIBE_STRUCT(OpenConversation, (), ())

struct StaffConversation {
    ContactId contact_id;
    std::optional<PropertyId> property_id;
    std::optional<std::string> subject; // needed without a property
};
BOOST_DESCRIBE_STRUCT(StaffConversation, (), (contact_id, property_id, subject))
LOGGIA_LIMITS(StaffConversation, {"subject", 0, longest_subject})

struct ReadUpTo {
    MessageId message_id;
};
BOOST_DESCRIBE_STRUCT(ReadUpTo, (), (message_id))

struct StateChoice {
    ConversationState state = ConversationState::open;
};
BOOST_DESCRIBE_STRUCT(StateChoice, (), (state))

struct OwnerChoice {
    std::optional<UserId> owner_id;
};
BOOST_DESCRIBE_STRUCT(OwnerChoice, (), (owner_id))

struct PageQuery {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (after, limit))
LOGGIA_LIMITS(PageQuery, {"after", 1, 100}, {"limit", 1, 100})

// With `q` (names of people and homes, subjects) the conversations begun last come first, else those with the newest message.
struct ConversationQuery {
    std::optional<ConversationState> state;
    std::optional<std::string> owner; // a user's id, "me" or "none"
    std::optional<bool> unread;
    std::optional<ContactId> contact;
    std::optional<PropertyId> property;
    std::optional<std::string> q;
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ConversationQuery, (), (state, owner, unread, contact, property, q, after, limit))
LOGGIA_LIMITS(ConversationQuery, {"owner", 1, 13}, {"q", 0, 200}, {"after", 1, 100}, {"limit", 1, 100})

struct MessageQuery {
    std::optional<MessageId> before;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(MessageQuery, (), (before, limit))
LOGGIA_LIMITS(MessageQuery, {"limit", 1, 100})

struct AttachmentQuery {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AttachmentQuery, (), (name))
LOGGIA_LIMITS(AttachmentQuery, {"name", 1, 200})

// What other features may ask.

// Conversations with something this member of the staff has not read.
std::int64_t unread_of_user(db::Tx& tx, OrganizationId organization, UserId user);

// Drops attachments that were never sent, on whichever node. In system scope; safe to repeat.
void remove_unsent(db::Tx& tx, Timestamp now);

} // namespace loggia::conversations
