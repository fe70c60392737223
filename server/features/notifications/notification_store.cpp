// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_store.hpp"

#include "features/properties/market_changes.hpp"

namespace loggia::notifications {

static constexpr std::chrono::hours kept_for{24 * 365};

void remove_old(db::Tx& tx, Timestamp now)
{
    tx.run("DELETE FROM notifications WHERE at < $1", now - kept_for);
}

namespace store {

namespace {

constexpr std::string_view select_rows = R"(
    SELECT n.id, n.at, n.seen_at, n.kind, n.action, a.actor_name, a.contact_id, c.first_name || ' ' || c.last_name AS contact_name,
           a.deal_id, d.title AS deal_title, a.property_id, p.title AS property_title, n.conversation_id, n.appointment_id, a.detail,
           n.mailed_at
    FROM   notifications AS n
    JOIN   activities AS a ON a.organization_id = n.organization_id AND a.id = n.activity_id
    LEFT JOIN contacts AS c ON c.organization_id = a.organization_id AND c.id = a.contact_id
    LEFT JOIN deals AS d ON d.organization_id = a.organization_id AND d.id = a.deal_id
    LEFT JOIN properties AS p ON p.organization_id = a.organization_id AND p.id = a.property_id
    WHERE  n.organization_id = $1 AND n.recipient_id = $2
)";

// Names of our own enum only.
std::string of_kinds(NotificationKinds kinds)
{
    std::string names = "''";
    for (auto const kind : kinds.members()) names += ", '" + std::string(json::enum_name(kind)) + "'";
    return " AND n.kind IN (" + names + ")";
}

struct ChoicesRow {
    MailPace mail_pace = MailPace::hourly;
    std::int64_t mail_off = 0;
    std::int64_t push_off = 0;
    std::optional<Timestamp> last_mail_at;
};
BOOST_DESCRIBE_STRUCT(ChoicesRow, (), (mail_pace, mail_off, push_off, last_mail_at))

struct NameRow {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (name))

struct UserRow {
    UserId id;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (id))

struct ContactRow {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (), (contact_id))

struct EntryRow {
    auth::Level level = auth::Level::basic;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::optional<std::int64_t> retention_days;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (), (level, rights_granted, rights_denied, retention_days))

// The id that an activity's detail holds under this name; 0 without one.
std::int64_t id_in(ActivityRow const& activity, char const* name)
{
    auto const found = activity.detail.find(name);
    return found == activity.detail.end() ? 0 : decode_id(found->second).value_or(0);
}

std::optional<UserId> first_user(std::vector<UserRow> const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(rows.front().id);
}

std::vector<ContactId> to_ids(std::vector<ContactRow> const& rows)
{
    std::vector<ContactId> ids;
    for (auto const& row : rows) ids.push_back(row.contact_id);
    return ids;
}

std::vector<ContactId> contacts_of_deal(db::Tx& tx, OrganizationId organization, std::optional<DealId> deal)
{
    return to_ids(tx.rows<ContactRow>(
        "SELECT contact_id FROM deal_contacts WHERE organization_id = $1 AND deal_id = $2 ORDER BY contact_id", organization, deal));
}

} // namespace

std::optional<ActivityRow> find_activity(db::Tx& tx, OrganizationId organization, ActivityId activity)
{
    return tx.find<ActivityRow>(R"(
        SELECT id, at, action, actor_kind, actor_id, on_behalf_of_id, contact_id, deal_id, property_id, detail
        FROM   activities
        WHERE  organization_id = $1 AND id = $2
    )",
                                organization, activity);
}

bool insert(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NewRow const& row)
{
    return tx.run(R"(
        INSERT INTO notifications (organization_id, id, audience, recipient_id, activity_id, kind, action, property_id, conversation_id,
                                   message_id, appointment_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (organization_id, recipient_id, activity_id) DO NOTHING
    )",
                  organization, row.id, row.recipient.audience, row.recipient.id, activity.id, row.kind, activity.action,
                  activity.property_id, row.conversation_id, row.message_id, row.appointment_id, activity.at) == 1;
}

std::vector<Row> list(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window, NotificationId before,
                      std::int64_t limit)
{
    return tx.rows<Row>(std::string(select_rows) + of_kinds(window.kinds) + " AND n.id < $3 AND n.at >= $4 ORDER BY n.id DESC LIMIT $5",
                        organization, recipient.id, before, window.since, limit);
}

std::vector<Row> list_unmailed(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window)
{
    return tx.rows<Row>(std::string(select_rows) + of_kinds(window.kinds) +
                            " AND n.seen_at IS NULL AND n.mailed_at IS NULL AND n.at >= $3 ORDER BY n.id LIMIT 200",
                        organization, recipient.id, window.since);
}

std::optional<Row> find(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification)
{
    return tx.find<Row>(std::string(select_rows) + " AND n.id = $3", organization, recipient.id, notification);
}

std::int64_t count_unseen(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Window const& window)
{
    return tx
        .number("SELECT COUNT(*) FROM notifications AS n WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.seen_at IS NULL "
                "AND n.at >= $3" +
                    of_kinds(window.kinds),
                organization, recipient.id, window.since)
        .value_or(0);
}

News news(db::Tx& tx, OrganizationId organization, ContactId contact, Window const& window, Timestamp messages_since)
{
    return tx
        .find<News>(R"(
        SELECT (SELECT COUNT(*)
                FROM   conversations AS v
                LEFT JOIN conversation_marks AS k ON k.organization_id = v.organization_id AND k.conversation_id = v.id AND k.reader_id = $2
                JOIN   messages AS m ON m.organization_id = v.organization_id AND m.conversation_id = v.id
                                    AND m.id > COALESCE(k.message_id, 0) AND m.side = 'staff' AND m.at >= $3
                WHERE  v.organization_id = $1 AND v.contact_id = $2 AND v.last_of_staff > COALESCE(k.message_id, 0)) AS unread_messages,
               (SELECT COUNT(*) FROM notifications AS n
                WHERE  n.organization_id = $1 AND n.recipient_id = $2 AND n.seen_at IS NULL AND n.at >= $4)" +
                        of_kinds(window.kinds) + ") AS unseen_notifications",
                    organization, contact, messages_since, window.since)
        .value_or(News{});
}

std::int64_t see_up_to(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId up_to, Timestamp now)
{
    return tx.run("UPDATE notifications SET seen_at = $4 WHERE organization_id = $1 AND recipient_id = $2 AND id <= $3 AND seen_at IS NULL",
                  organization, recipient.id, up_to, now);
}

std::int64_t see_one(db::Tx& tx, OrganizationId organization, Recipient const& recipient, NotificationId notification, Timestamp now)
{
    return tx.run("UPDATE notifications SET seen_at = $4 WHERE organization_id = $1 AND recipient_id = $2 AND id = $3 AND seen_at IS NULL",
                  organization, recipient.id, notification, now);
}

std::int64_t see_property(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PropertyId property, Timestamp now)
{
    return tx.run(R"(
        UPDATE notifications
        SET    seen_at = $4
        WHERE  organization_id = $1 AND recipient_id = $2 AND property_id = $3 AND kind = 'properties' AND seen_at IS NULL
    )",
                  organization, recipient.id, property, now);
}

std::int64_t see_messages(db::Tx& tx, OrganizationId organization, Recipient const& recipient, ConversationId conversation, MessageId up_to,
                          Timestamp now)
{
    return tx.run(R"(
        UPDATE notifications
        SET    seen_at = $5
        WHERE  organization_id = $1 AND recipient_id = $2 AND conversation_id = $3 AND message_id <= $4 AND seen_at IS NULL
    )",
                  organization, recipient.id, conversation, up_to, now);
}

Choices choices_of(db::Tx& tx, OrganizationId organization, Recipient const& recipient)
{
    auto const row = tx.find<ChoicesRow>(
        "SELECT mail_pace, mail_off, push_off, last_mail_at FROM notification_settings WHERE organization_id = $1 AND recipient_id = $2",
        organization, recipient.id);
    if (!row) return {};
    return {row->mail_pace, NotificationKinds::from_bits(row->mail_off), NotificationKinds::from_bits(row->push_off), row->last_mail_at};
}

void set_choices(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Choices const& choices)
{
    tx.run(R"(
        INSERT INTO notification_settings (organization_id, recipient_id, mail_pace, mail_off, push_off)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organization_id, recipient_id) DO UPDATE
        SET    mail_pace = excluded.mail_pace, mail_off = excluded.mail_off, push_off = excluded.push_off
    )",
           organization, recipient.id, choices.mail_pace, choices.mail_off.bits(), choices.push_off.bits());
}

void set_mailed(db::Tx& tx, OrganizationId organization, Recipient const& recipient, std::vector<NotificationId> const& notifications,
                Timestamp now)
{
    for (auto const notification : notifications)
        tx.run("UPDATE notifications SET mailed_at = $4 WHERE organization_id = $1 AND recipient_id = $2 AND id = $3", organization,
               recipient.id, notification, now);
}

void set_last_mail(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Timestamp now)
{
    tx.run(R"(
        INSERT INTO notification_settings (organization_id, recipient_id, last_mail_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (organization_id, recipient_id) DO UPDATE SET last_mail_at = excluded.last_mail_at
    )",
           organization, recipient.id, now);
}

std::string time_zone_of(db::Tx& tx, OrganizationId organization)
{
    auto const row = tx.find<NameRow>("SELECT time_zone AS name FROM organizations WHERE id = $1", organization);
    return row ? row->name : "UTC";
}

Chain chain_for(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind)
{
    auto const owner_of = [&](std::string_view table, std::int64_t id) {
        return first_user(tx.rows<UserRow>("SELECT u.id FROM " + std::string(table) + R"( AS t
            JOIN  users AS u ON u.organization_id = t.organization_id AND u.id = t.owner_id AND u.active = 1
            WHERE t.organization_id = $1 AND t.id = $2)",
                                           organization, id));
    };
    Chain chain;
    if (kind == NotificationKind::messages) chain.owner = owner_of("conversations", id_in(activity, "conversation"));
    if (kind == NotificationKind::appointments || kind == NotificationKind::feedback)
        chain.owner = owner_of("appointments", id_in(activity, "appointment"));
    if (kind == NotificationKind::verdicts && activity.deal_id) chain.owner = owner_of("deals", activity.deal_id->value);
    if (activity.contact_id) chain.contact_owner = owner_of("contacts", activity.contact_id->value);
    for (auto const& row :
         tx.rows<UserRow>("SELECT id FROM users WHERE organization_id = $1 AND role = 'admin' AND active = 1 ORDER BY id", organization))
        chain.admins.push_back(row.id);
    return chain;
}

std::vector<ContactId> contacts_concerned(db::Tx& tx, OrganizationId organization, ActivityRow const& activity, NotificationKind kind)
{
    if (kind == NotificationKind::progress) return contacts_of_deal(tx, organization, activity.deal_id);
    if (kind == NotificationKind::properties && activity.deal_id) return contacts_of_deal(tx, organization, activity.deal_id);
    if (kind == NotificationKind::properties)
        return properties::contacts_offered_now(tx, organization, activity.property_id.value_or(PropertyId{}));
    if (kind == NotificationKind::appointments)
        return to_ids(tx.rows<ContactRow>(R"(
            SELECT contact_id
            FROM   appointments
            WHERE  organization_id = $1 AND id = $2 AND visible_to_contact = 1 AND contact_id IS NOT NULL
        )",
                                          organization, id_in(activity, "appointment")));
    return to_ids(tx.rows<ContactRow>("SELECT contact_id FROM conversations WHERE organization_id = $1 AND id = $2", organization,
                                      id_in(activity, "conversation")));
}

std::vector<Entry> entries_of(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    auto const rows = tx.rows<EntryRow>(R"(
        SELECT e.level, e.rights_granted, e.rights_denied, COALESCE(e.retention_days, p.retention_days) AS retention_days
        FROM   (SELECT id FROM accounts WHERE organization_id = $1 AND contact_id = $2
                UNION
                SELECT account_id FROM account_contacts WHERE organization_id = $1 AND contact_id = $2) AS who
        JOIN   accesses AS e ON e.organization_id = $1 AND e.account_id = who.id
        JOIN   portals AS p ON p.organization_id = $1 AND p.id = e.portal_id
        WHERE  e.state = 'active' AND p.enabled = 1
        ORDER  BY e.id
    )",
                                        organization, contact);
    std::vector<Entry> entries;
    for (auto const& row : rows) {
        Entry entry{
            auth::effective_rights(row.level, auth::Rights::from_bits(row.rights_granted), auth::Rights::from_bits(row.rights_denied)),
            std::nullopt};
        if (row.retention_days) entry.since = now - std::chrono::hours(24) * *row.retention_days;
        entries.push_back(entry);
    }
    return entries;
}

} // namespace store

} // namespace loggia::notifications
