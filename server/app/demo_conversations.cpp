// SPDX-License-Identifier: Apache-2.0
#include "app/demo_loader.hpp"
#include "features/activities/notifiable.hpp"
#include "features/conversations/conversation_rules.hpp"
#include "features/notifications/notification.hpp"

namespace loggia::app {

namespace {

using conversations::Side, conversations::StartedBy;

bool was_read(boost::json::object const& message)
{
    return message.at("read").as_bool();
}

Side side_of(bool is_staff)
{
    return is_staff ? Side::staff : Side::contact;
}

// What PDF strings hold: plain letters, with its three signs escaped.
std::string escaped(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (c == '(' || c == ')' || c == '\\') result += '\\';
        result += c;
    }
    return result;
}

// One page of plain lines (ISO 32000-1).
std::string pdf_of(boost::json::array const& lines)
{
    std::string content = "BT /F1 12 Tf 18 TL 72 760 Td";
    for (auto const& line : lines) content += " (" + escaped(line.as_string()) + ") Tj T*";
    content += " ET";
    std::vector<std::string> const objects = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
    };
    std::string pdf = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto const offset = std::to_string(pdf.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto const count = std::to_string(objects.size() + 1);
    auto const start = std::to_string(pdf.size());
    return pdf + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

// A UUID that follows from an id, of the version that leaves its digits to us (RFC 9562, section 5.8).
Uuid uuid_of(std::int64_t id)
{
    static constexpr std::string_view sixteen = "0123456789abcdef";
    std::string hex = "6c6f676769618000"; // "loggia", then the version
    for (int shift = 60; shift >= 0; shift -= 4) hex += sixteen[static_cast<std::size_t>(id >> shift) & 15U];
    hex[16] = '8';
    return *Uuid::parse(hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
                        hex.substr(20));
}

} // namespace

void DemoLoader::add_conversations()
{
    for (auto const* record : data_.records_of("messages", key_)) add_conversation(*record);
}

void DemoLoader::add_conversation(Record const& record)
{
    auto const& messages = record.at("messages").as_array();
    auto const property = text_if(record, "property");
    auto const property_id = property ? std::optional(properties_.at(*property)) : std::nullopt;
    auto const& contact = people_.at(text_of(record, "contact"));
    auto const& first = people_.at(text_of(messages.front().as_object(), "from"));
    auto const subject = property ? std::string() : text_of(record, "subject"); // a property says it by itself
    auto const id = conversations::store::insert(
        tx_, organization_, {ContactId{contact.id}, property_id, subject, first.is_staff ? StartedBy::staff : StartedBy::contact},
        times_.moment(messages.front().at("at")));

    std::vector<MessageId> written;
    for (auto const& entry : messages) {
        auto const& message = entry.as_object();
        auto const& author = people_.at(text_of(message, "from"));
        conversations::store::MessageRow row;
        row.id = new_id<MessageId>();
        row.client_id = uuid_of(row.id.value);
        row.conversation_id = id.value();
        row.author_kind = row.side = side_of(author.is_staff);
        row.author_id = conversations::AuthorId{author.id};
        row.author_name = author.name;
        if (!author.is_staff && author.id != contact.id) row.on_behalf_of_name = contact.name;
        row.text = text_of(message, "text");
        row.at = times_.moment(message.at("at"));
        conversations::store::insert_message(tx_, organization_, row);
        if (auto const* attachments = message.if_contains("attachments"))
            for (auto const& attachment : attachments->as_array()) attach(attachment.as_object(), row);
        conversations::store::set_last_word(
            tx_, organization_, *id, {row.id, row.side, *json::enum_value<conversations::ConversationState>(text_of(record, "state"))},
            row.at);
        activities::Act act{.action = written.empty() ? "conversation.started" : "conversation.message_sent",
                            .contact = ContactId{contact.id}};
        act.property = property_id.value_or(PropertyId{});
        act.detail = {{"conversation", id->text()}, {"message", row.id.text()}, {"excerpt", conversations::excerpt(row.text)}};
        if (!subject.empty()) act.detail["subject"] = subject;
        act.also_on = {id->value};
        happened(row.at, text_of(message, "from"), std::move(act));
        written.push_back(row.id);
    }
    conversations::store::set_owner(tx_, organization_, *id, user(record, "agent"));
    conversations::store::index(tx_, organization_, *id);
    add_marks(record, *id, written);
}

void DemoLoader::attach(Record const& record, conversations::store::MessageRow const& message)
{
    conversations::store::AttachmentRow row;
    row.id = uuid_of(next_id());
    row.conversation_id = message.conversation_id;
    row.author_id = message.author_id;
    row.name = text_of(record, "name");
    if (auto const illustration = text_if(record, "illustration")) {
        auto const& photo = data_.illustrations.at(*illustration);
        auto const widest = photos::variant_for(photo.variants, "100000.jpg").value();
        row.media_type = "image/jpeg";
        row.size = widest.size;
        row.sha256 = row.sent_sha256 = widest.sha256;
        row.width = photo.width;
        row.height = photo.height;
        row.colour = photo.colour;
        row.variants = photo.variants;
    } else {
        auto const stored = services_.files.put(pdf_of(record.at("pdf").as_array()));
        row.media_type = "application/pdf";
        row.size = stored.size;
        row.sha256 = row.sent_sha256 = stored.sha256;
    }
    conversations::store::insert_attachment(tx_, organization_, row, message.at);
    conversations::store::attach(tx_, organization_, message, row.id, 0);
}

// Everybody was told of what happened, and has seen most of it; nothing is mailed or pushed any more.
void DemoLoader::add_notifications(std::vector<ActivityId> const& activities)
{
    tx_.run("DELETE FROM jobs WHERE organization_id = $1 AND kind = $2", organization_, activities::spread_job);
    for (auto const activity : activities) notifications::spread_quietly(tx_, organization_, activity);
    tx_.run("UPDATE notifications SET seen_at = at + 1200000 WHERE organization_id = $1 AND kind <> 'messages' AND at < $2", organization_,
            services_.clock.now() - std::chrono::hours(30));
    tx_.run(R"(
        UPDATE notifications
        SET    seen_at = at + 540000
        WHERE  organization_id = $1 AND kind = 'messages'
          AND  EXISTS (SELECT 1 FROM conversation_marks AS k
                       WHERE  k.organization_id = $1 AND k.conversation_id = notifications.conversation_id
                         AND  k.reader_id = notifications.recipient_id AND k.message_id >= notifications.message_id)
    )",
            organization_);
}

// Each side has read up to the first message of the other that is still unread. Of the staff that is the one who looks after it;
// the others have seen it all.
void DemoLoader::add_marks(Record const& record, ConversationId conversation, std::vector<MessageId> const& messages)
{
    auto const& entries = record.at("messages").as_array();
    auto const read_by = [&](Side reader) {
        MessageId last;
        for (std::size_t i = 0; i < messages.size(); ++i) {
            auto const& entry = entries[i].as_object();
            if (side_of(people_.at(text_of(entry, "from")).is_staff) != reader && !was_read(entry)) break;
            last = messages[i];
        }
        return last;
    };
    auto const mark = [&](Side side, std::int64_t reader, MessageId last) {
        if (last) conversations::store::set_mark(tx_, organization_, conversation, {side, reader, {}, {}}, last, services_.clock.now());
    };
    auto const agent = user(record, "agent");
    mark(Side::contact, people_.at(text_of(record, "contact")).id, read_by(Side::contact));
    for (auto const& [key, person] : people_)
        if (person.is_staff) mark(Side::staff, person.id, person.id == agent.value ? read_by(Side::staff) : messages.back());
    for (auto const side : {Side::staff, Side::contact})
        for (std::size_t i = 0; i < messages.size() && messages[i] <= read_by(side); ++i) {
            auto const soon = times_.moment(entries[i].as_object().at("at")) + std::chrono::minutes(9);
            conversations::store::mark_read(tx_, organization_, conversation, side, messages[i], std::min(soon, services_.clock.now()));
        }
}

} // namespace loggia::app
