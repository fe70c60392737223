// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/conversations/conversation.hpp"

// Every statement about conversations and read marks. Each takes the organization first and filters by it.
namespace loggia::conversations::store {

// With whose eyes a conversation is seen.
struct Reader {
    Side side = Side::staff;
    std::int64_t id = 0; // of the user, or of the contact that is acted for
    CompanyId company{}; // of a contact who sees the whole company's; 0 otherwise
    Timestamp since{};   // staff: what is older is news to nobody; contacts: what is older is not shown any more
};
Reader reader_of(db::Tx& tx, http::Actor const& actor);

struct Row {
    ConversationId id;
    std::int64_t version = 1;
    std::string subject;
    ContactId contact_id;
    std::string contact_name;
    std::optional<PropertyId> property_id;
    std::optional<std::string> property_title;
    std::optional<std::string> property_reference;
    std::optional<Money> price;
    std::optional<std::string> property_street;
    std::optional<std::string> property_town;
    std::optional<PhotoId> photo_id;
    ConversationState state = ConversationState::open;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    StartedBy started_by = StartedBy::staff;
    Timestamp last_message_at;
    Timestamp created_at;
    std::optional<MessageId> last_message_id;
    std::optional<Side> author_kind;
    std::optional<std::string> author_name;
    std::optional<std::string> text;
    std::int64_t attachments = 0;
    std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, version, subject, contact_id, contact_name, property_id, property_title, property_reference, price,
                       property_street, property_town, photo_id, state, owner_id, owner_name, started_by, last_message_at, created_at,
                       last_message_id, author_kind, author_name, text, attachments, unread))

// What the reader may see: staff all of the organization, contacts their own and, where the whole company's are seen, those of its
// people. One without a message is seen by the side that began it alone. What is older than the reader's time is in no list.
std::optional<Row> find(db::Tx& tx, OrganizationId organization, Reader const& reader, ConversationId conversation);
std::optional<ConversationId> find_about(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property);

// Where a page begins: after this one, newest message first.
struct Place {
    Timestamp last_message_at;
    ConversationId id;
};
std::vector<Row> list_of_staff(db::Tx& tx, OrganizationId organization, Reader const& reader, ConversationQuery const& query,
                               std::optional<UserId> owner, std::optional<Place> const& after, std::int64_t limit);
std::vector<Row> list_of_contact(db::Tx& tx, OrganizationId organization, Reader const& reader, std::optional<Place> const& after,
                                 std::int64_t limit);
// Those among `ids`, the one begun last first.
std::vector<Row> list_among(db::Tx& tx, OrganizationId organization, Reader const& reader, std::vector<ConversationId> const& ids);

ConversationCounts counts(db::Tx& tx, OrganizationId organization, Reader const& reader);
std::int64_t count_unread(db::Tx& tx, OrganizationId organization, Reader const& reader); // of staff

struct NewRow {
    ContactId contact;
    std::optional<PropertyId> property;
    std::string subject; // empty where the property says it
    StartedBy started_by = StartedBy::staff;
};
// In the care of the contact's owner. Nothing when there is one about that property already.
std::optional<ConversationId> insert(db::Tx& tx, OrganizationId organization, NewRow const& row, Timestamp now);

// The other side opened what nobody has written in yet.
void join(db::Tx& tx, OrganizationId organization, ConversationId conversation, StartedBy side);

// After a message was written.
struct LastWord {
    MessageId message;
    Side side = Side::staff;
    ConversationState state = ConversationState::open;
};
void set_last_word(db::Tx& tx, OrganizationId organization, ConversationId conversation, LastWord const& word, Timestamp now);
void set_state(db::Tx& tx, OrganizationId organization, ConversationId conversation, ConversationState state);
void set_owner(db::Tx& tx, OrganizationId organization, ConversationId conversation, std::optional<UserId> owner);
void index(db::Tx& tx, OrganizationId organization, ConversationId conversation); // for the search

// Never backwards. False when it was read that far already.
bool set_mark(db::Tx& tx, OrganizationId organization, ConversationId conversation, Reader const& reader, MessageId message, Timestamp now);

std::optional<std::string> user_name(db::Tx& tx, OrganizationId organization, UserId user); // of those who work here
bool has_contact(db::Tx& tx, OrganizationId organization, ContactId contact);
bool has_property(db::Tx& tx, OrganizationId organization, PropertyId property);

} // namespace loggia::conversations::store
