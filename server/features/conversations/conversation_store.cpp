// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_store.hpp"

#include "platform/db/batch.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::conversations::store {

namespace {

struct NameRow {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name))

struct IdRow {
    ConversationId id;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (id))

// The picture of a home is shown to clients as long as the home is offered to them; its address would not answer otherwise.
constexpr std::string_view photo_for_contact = R"(
           CASE WHEN h.status <> 'draft'
                 AND EXISTS (SELECT 1 FROM offers AS o
                             JOIN   deal_contacts AS d ON d.organization_id = o.organization_id AND d.deal_id = o.deal_id
                             WHERE  o.organization_id = c.organization_id AND o.property_id = c.property_id
                               AND  d.contact_id = c.contact_id)
                THEN h.photo_id END AS photo_id,)";

// $1 organization, $2 reader, $3 since.
std::string select_rows(Side reader)
{
    auto const other = reader == Side::staff ? "'contact'" : "'staff'";
    auto const photo = reader == Side::staff ? std::string_view("h.photo_id,") : photo_for_contact;
    return R"(
    SELECT c.id, c.version, c.subject, c.contact_id, p.first_name || ' ' || p.last_name AS contact_name,
           c.property_id, h.title AS property_title, h.reference AS property_reference, h.price_amount, h.price_currency,
           h.street AS property_street, h.town AS property_town, )" +
           std::string(photo) + R"(
           c.state, c.owner_id, u.name AS owner_name, c.started_by, c.last_message_at, c.created_at, c.last_message_id,
           m.author_kind, m.author_name, m.text,
           (SELECT COUNT(*) FROM attachments AS a
            WHERE  a.organization_id = c.organization_id AND a.message_id = c.last_message_id) AS attachments,
           (SELECT COUNT(*) FROM messages AS n
            WHERE  n.organization_id = c.organization_id AND n.conversation_id = c.id AND n.id > COALESCE(k.message_id, 0)
              AND  n.side = )" +
           other + R"( AND n.at >= $3) AS unread
    FROM   conversations AS c
    JOIN   contacts AS p ON p.organization_id = c.organization_id AND p.id = c.contact_id
    LEFT JOIN properties AS h ON h.organization_id = c.organization_id AND h.id = c.property_id
    LEFT JOIN users AS u ON u.organization_id = c.organization_id AND u.id = c.owner_id
    LEFT JOIN messages AS m ON m.organization_id = c.organization_id AND m.id = c.last_message_id
    LEFT JOIN conversation_marks AS k ON k.organization_id = c.organization_id AND k.conversation_id = c.id AND k.reader_id = $2
    WHERE  c.organization_id = $1 AND (c.last_message_id IS NOT NULL OR c.started_by <> )" +
           (reader == Side::staff ? "'contact')" : "'staff')");
}

// $4 the company.
std::string of_people(Reader const& reader)
{
    if (!reader.company) return " AND c.contact_id = $2 AND CAST($4 AS BIGINT) = 0";
    return " AND (c.contact_id = $2 OR c.contact_id IN (SELECT contact_id FROM company_people WHERE organization_id = $1 AND company_id = "
           "$4))";
}

constexpr std::string_view newest_first = " ORDER BY c.last_message_at DESC, c.id DESC";
constexpr std::string_view something_unread = " AND c.last_of_contact > COALESCE(k.message_id, 0) AND c.last_of_contact_at >= $3";

// A filter that is not asked for is a constant that is true, so that each parameter stands in the text.
std::string filters_of(ConversationQuery const& query)
{
    std::string text = query.state ? " AND c.state = $4" : " AND CAST($4 AS TEXT) IS NULL";
    if (query.owner == "none")
        text += " AND c.owner_id IS NULL AND CAST($5 AS BIGINT) IS NULL";
    else
        text += query.owner ? " AND c.owner_id = $5" : " AND CAST($5 AS BIGINT) IS NULL";
    text += query.contact ? " AND c.contact_id = $6" : " AND CAST($6 AS BIGINT) IS NULL";
    text += query.property ? " AND c.property_id = $7" : " AND CAST($7 AS BIGINT) IS NULL";
    if (query.unread) text += *query.unread ? std::string(something_unread) : " AND NOT (TRUE" + std::string(something_unread) + ")";
    return text;
}

Place from_the_newest()
{
    return {Timestamp{std::numeric_limits<std::int64_t>::max()}, ConversationId{std::numeric_limits<std::int64_t>::max()}};
}

} // namespace

Reader reader_of(db::Tx& tx, http::Actor const& actor)
{
    if (actor.kind == http::ActorKind::client) {
        auto const viewer = actor.viewer(auth::RecordKind::messages);
        return {Side::contact, viewer.contact.value, viewer.company, viewer.since.value_or(Timestamp{})};
    }
    // Who came later is not greeted by all that was ever written.
    auto const since = tx.number("SELECT created_at FROM users WHERE organization_id = $1 AND id = $2", actor.organization, actor.user);
    return {Side::staff, actor.user.value, {}, Timestamp{since.value_or(0)}};
}

std::optional<Row> find(db::Tx& tx, OrganizationId organization, Reader const& reader, ConversationId conversation)
{
    if (reader.side == Side::staff)
        return tx.find<Row>(select_rows(Side::staff) + " AND c.id = $4", organization, reader.id, reader.since, conversation);
    return tx.find<Row>(select_rows(Side::contact) + of_people(reader) + " AND c.id = $5", organization, reader.id, reader.since,
                        reader.company, conversation);
}

std::optional<ConversationId> find_about(db::Tx& tx, OrganizationId organization, ContactId contact, PropertyId property)
{
    auto const row = tx.find<IdRow>("SELECT id FROM conversations WHERE organization_id = $1 AND contact_id = $2 AND property_id = $3",
                                    organization, contact, property);
    return row ? std::optional(row->id) : std::nullopt;
}

std::vector<Row> list_of_staff(db::Tx& tx, OrganizationId organization, Reader const& reader, ConversationQuery const& query,
                               std::optional<UserId> owner, std::optional<Place> const& after, std::int64_t limit)
{
    auto const place = after.value_or(from_the_newest());
    return tx.rows<Row>(select_rows(Side::staff) + filters_of(query) + " AND (c.last_message_at, c.id) < ($8, $9)" +
                            std::string(newest_first) + " LIMIT $10",
                        organization, reader.id, reader.since, query.state, owner, query.contact, query.property, place.last_message_at,
                        place.id, limit);
}

std::vector<Row> list_of_contact(db::Tx& tx, OrganizationId organization, Reader const& reader, std::optional<Place> const& after,
                                 std::int64_t limit)
{
    auto const place = after.value_or(from_the_newest());
    return tx.rows<Row>(select_rows(Side::contact) + of_people(reader) +
                            " AND c.last_message_at >= $3 AND (c.last_message_at, c.id) < ($5, $6)" + std::string(newest_first) +
                            " LIMIT $7",
                        organization, reader.id, reader.since, reader.company, place.last_message_at, place.id, limit);
}

std::vector<Row> list_among(db::Tx& tx, OrganizationId organization, Reader const& reader, std::vector<ConversationId> const& ids)
{
    std::vector<Row> rows;
    for (auto const id : ids)
        if (auto row = find(tx, organization, reader, id)) rows.push_back(*std::move(row));
    return rows;
}

ConversationCounts counts(db::Tx& tx, OrganizationId organization, Reader const& reader)
{
    return tx
        .find<ConversationCounts>(R"(
        SELECT COUNT(*) FILTER (WHERE c.state = 'open') AS open, COUNT(*) FILTER (WHERE c.state = 'awaiting_feedback') AS awaiting_feedback,
               COUNT(*) FILTER (WHERE c.state = 'in_progress') AS in_progress, COUNT(*) FILTER (WHERE c.state = 'closed') AS closed,
               COUNT(*) FILTER (WHERE c.last_of_contact > COALESCE(k.message_id, 0) AND c.last_of_contact_at >= $3) AS unread,
               COUNT(*) FILTER (WHERE c.owner_id = $2 AND c.state <> 'closed') AS mine
        FROM   conversations AS c
        LEFT JOIN conversation_marks AS k ON k.organization_id = c.organization_id AND k.conversation_id = c.id AND k.reader_id = $2
        WHERE  c.organization_id = $1 AND (c.last_message_id IS NOT NULL OR c.started_by <> 'contact')
    )",
                                  organization, reader.id, reader.since)
        .value_or(ConversationCounts{});
}

std::int64_t count_unread(db::Tx& tx, OrganizationId organization, Reader const& reader)
{
    return tx
        .number(R"(
        SELECT COUNT(*)
        FROM   conversations AS c
        LEFT JOIN conversation_marks AS k ON k.organization_id = c.organization_id AND k.conversation_id = c.id AND k.reader_id = $2
        WHERE  c.organization_id = $1 AND c.last_of_contact > COALESCE(k.message_id, 0) AND c.last_of_contact_at >= $3
    )",
                organization, reader.id, reader.since)
        .value_or(0);
}

std::optional<ConversationId> insert(db::Tx& tx, OrganizationId organization, NewRow const& row, Timestamp now)
{
    auto const id = new_id<ConversationId>();
    auto const made = tx.run(R"(
        INSERT INTO conversations (organization_id, id, contact_id, property_id, subject, state, owner_id, started_by, last_message_at, created_at)
        SELECT p.organization_id, $2, p.id, CAST($4 AS BIGINT), $5, 'open', u.id, $6, $7, $7
        FROM   contacts AS p
        LEFT JOIN users AS u ON u.organization_id = p.organization_id AND u.id = p.owner_id AND u.active = 1
        WHERE  p.organization_id = $1 AND p.id = $3
        ON CONFLICT DO NOTHING
    )",
                             organization, id, row.contact, row.property, row.subject, row.started_by, now);
    return made == 1 ? std::optional(id) : std::nullopt;
}

void join(db::Tx& tx, OrganizationId organization, ConversationId conversation, StartedBy side)
{
    tx.run(R"(
        UPDATE conversations
        SET    started_by = 'both'
        WHERE  organization_id = $1 AND id = $2 AND last_message_id IS NULL AND started_by <> $3 AND started_by <> 'both'
    )",
           organization, conversation, side);
}

void set_last_word(db::Tx& tx, OrganizationId organization, ConversationId conversation, LastWord const& word, Timestamp now)
{
    tx.run(R"(
        UPDATE conversations
        SET    last_message_id = $3, last_message_at = $4, state = $5, version = version + 1
        WHERE  organization_id = $1 AND id = $2
    )",
           organization, conversation, word.message, now, word.state);
    if (word.side == Side::staff)
        tx.run("UPDATE conversations SET last_of_staff = $3 WHERE organization_id = $1 AND id = $2", organization, conversation,
               word.message);
    else
        tx.run("UPDATE conversations SET last_of_contact = $3, last_of_contact_at = $4 WHERE organization_id = $1 AND id = $2",
               organization, conversation, word.message, now);
}

void set_state(db::Tx& tx, OrganizationId organization, ConversationId conversation, ConversationState state)
{
    tx.run("UPDATE conversations SET state = $3, version = version + 1 WHERE organization_id = $1 AND id = $2", organization, conversation,
           state);
}

void set_owner(db::Tx& tx, OrganizationId organization, ConversationId conversation, std::optional<UserId> owner)
{
    tx.run("UPDATE conversations SET owner_id = $3, version = version + 1 WHERE organization_id = $1 AND id = $2", organization,
           conversation, owner);
}

void index(db::Tx& tx, OrganizationId organization, ConversationId conversation)
{
    auto const row = tx.find<NameRow>(R"(
        SELECT c.subject || ' ' || p.first_name || ' ' || p.last_name || ' ' || COALESCE(h.title || ' ' || h.reference || ' ' || h.town, '') AS name
        FROM   conversations AS c
        JOIN   contacts AS p ON p.organization_id = c.organization_id AND p.id = c.contact_id
        LEFT JOIN properties AS h ON h.organization_id = c.organization_id AND h.id = c.property_id
        WHERE  c.organization_id = $1 AND c.id = $2
    )",
                                      organization, conversation);
    if (row) db::index_text(tx, db::SearchIndex::conversations, organization, conversation.value, i18n::fold(row->name));
}

bool set_mark(db::Tx& tx, OrganizationId organization, ConversationId conversation, Reader const& reader, MessageId message, Timestamp now)
{
    return tx.run(R"(
        INSERT INTO conversation_marks AS mark (organization_id, conversation_id, reader_id, message_id, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization_id, conversation_id, reader_id) DO UPDATE
        SET    message_id = excluded.message_id, at = excluded.at
        WHERE  mark.message_id < excluded.message_id
    )",
                  organization, conversation, reader.id, message, now) == 1;
}

std::optional<std::string> user_name(db::Tx& tx, OrganizationId organization, UserId user)
{
    auto row = tx.find<NameRow>("SELECT name FROM users WHERE organization_id = $1 AND id = $2 AND active = 1", organization, user);
    return row ? std::optional(std::move(row->name)) : std::nullopt;
}

bool has_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    return tx.number("SELECT id FROM contacts WHERE organization_id = $1 AND id = $2", organization, contact).has_value();
}

bool has_property(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    return tx.number("SELECT id FROM properties WHERE organization_id = $1 AND id = $2", organization, property).has_value();
}

} // namespace loggia::conversations::store
