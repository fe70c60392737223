// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/attachment_files.hpp"
#include "features/conversations/conversation_acts.hpp"
#include "features/conversations/conversation_routes.hpp"
#include "features/conversations/conversation_rules.hpp"
#include "features/conversations/conversation_view.hpp"
#include "platform/http/file_response.hpp"

// Files, pictures and recordings: sent up one by one under an id of the sender's, then named by a message.
namespace loggia::conversations {

namespace {

constexpr std::int64_t most_unsent = 20; // of one person in one conversation

Problem attachment_not_found()
{
    return {Fault::not_found, "attachment_not_found", "This file does not exist."};
}

Uuid id_in_path(http::Request const& request)
{
    auto id = Uuid::parse(request.path("attachment"));
    if (!id) throw attachment_not_found();
    return *std::move(id);
}

store::Row writable(http::Request const& request, db::Tx& tx)
{
    auto conversation = conversation_or_404(request, tx);
    check_is_own(request.actor, conversation);
    return conversation;
}

// The same again is done already; another content under the same id is a mistake of the sender.
std::optional<store::AttachmentRow> find_same(http::Request const& request, db::Tx& tx, store::AttachmentRow const& row)
{
    auto present = store::find_attachment(tx, request.organization(), row.conversation_id, row.id);
    if (present && (present->sent_sha256 != row.sent_sha256 || present->author_id != row.author_id))
        throw Problem(Fault::conflict, "attachment_id_taken", "Another file has this id.");
    return present;
}

void check_room(http::Request const& request, db::Tx& tx, ConversationId conversation, AuthorId author)
{
    if (store::count_unsent(tx, request.organization(), conversation, author) >= most_unsent)
        throw Problem(Fault::conflict, "too_many_attachments", "Send what you have attached first.");
}

files::Upload receive(http::Request& request, files::FileStore& files)
{
    auto upload = files.begin(largest_attachment);
    std::vector<char> chunk(64 * 1024);
    while (auto const count = request.upload->read(chunk)) upload.write({chunk.data(), count});
    if (upload.size() == 0) throw Problem(Fault::invalid, "attachment_empty", "This file is empty.");
    return upload;
}

// In transactions of their own, walled off as in every other route.
template <class Action>
void in_read(http::Request& request, Action action)
{
    request.database.read([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        action(tx);
    });
}

template <class Action>
void in_write(http::Request& request, Action action)
{
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        action(tx);
    });
}

Attachment put_attachment(http::Request& request, files::FileStore& files, images::ImageProcessor& images)
{
    auto const id = id_in_path(request);
    std::string name;
    ConversationId conversation;
    AuthorId author;
    in_read(request, [&](db::Tx& tx) {
        auto const row = writable(request, tx);
        name = tidied_name(request.query_as<AttachmentQuery>().name);
        conversation = row.id;
        author = author_of(request.actor, row).id;
        if (!store::find_attachment(tx, request.organization(), conversation, id)) check_room(request, tx, conversation, author);
    });
    auto upload = receive(request, files);

    store::AttachmentRow row;
    row.sent_sha256 = upload.look().sha256;
    row.id = id;
    row.conversation_id = conversation;
    row.author_id = author;
    std::optional<store::AttachmentRow> same;
    in_read(request, [&](db::Tx& tx) { same = find_same(request, tx, row); });
    if (same) return shown(request, *same);

    row = keep(files, images, std::move(upload));
    row.id = id;
    row.conversation_id = conversation;
    row.author_id = author;
    row.name = name;
    in_write(request, [&](db::Tx& tx) {
        writable(request, tx);
        same = find_same(request, tx, row);
        if (same) return;
        check_room(request, tx, conversation, author);
        store::insert_attachment(tx, request.organization(), row, request.now);
    });
    return shown(request, same ? *same : row);
}

http::Nothing remove_attachment(http::Request& request)
{
    auto const conversation = writable(request, request.tx());
    auto const author = author_of(request.actor, conversation).id;
    auto const id = id_in_path(request);
    auto const present = store::find_attachment(request.tx(), request.organization(), conversation.id, id);
    if (!present || present->author_id != author) throw attachment_not_found();
    if (present->message_id) throw Problem(Fault::conflict, "attachment_sent", "This file was sent already.");
    store::delete_unsent(request.tx(), request.organization(), conversation.id, id, author);
    return {};
}

// Sent ones are seen by whoever sees the message, others by their author alone.
store::AttachmentRow visible_attachment(http::Request const& request, store::Row const& conversation)
{
    auto found = store::find_attachment(request.tx(), request.organization(), conversation.id, id_in_path(request));
    if (!found) throw attachment_not_found();
    auto const message = store::message_with(request.tx(), request.organization(), *found);
    bool const visible = message ? message->at >= request.actor.visible_since.value_or(Timestamp{})
                                 : found->author_id == author_of(request.actor, conversation).id;
    if (!visible) throw attachment_not_found();
    return *std::move(found);
}

// Pictures in a conversation and recordings are looked at and heard there; taking a copy of the other side's needs its right.
void check_may_download(http::Request const& request, store::Row const& conversation, store::AttachmentRow const& attachment)
{
    if (request.actor.kind == http::ActorKind::staff || request.actor.may(auth::Right::download) || is_recording(attachment)) return;
    if (attachment.author_id == author_of(request.actor, conversation).id) return;
    throw Problem(Fault::forbidden, "right_missing", "Your access to this portal does not include this.");
}

http::Response serve_content(http::Request& request, files::FileStore const& files)
{
    auto const conversation = conversation_or_404(request, request.tx());
    auto const attachment = visible_attachment(request, conversation);
    check_may_download(request, conversation, attachment);
    return http::file_response(request.head, files,
                               {.sha256 = attachment.sha256, .media_type = attachment.media_type, .name = attachment.name});
}

http::Response serve_picture(http::Request& request, files::FileStore const& files)
{
    auto const attachment = visible_attachment(request, conversation_or_404(request, request.tx()));
    auto const file = picture_of(attachment, request.path("file"));
    if (!file) throw attachment_not_found();
    return http::file_response(request.head, files, {.sha256 = file->sha256, .media_type = file->media_type});
}

void add(http::Router& router, std::string const& conversations, http::Access reads, http::Access writes, files::FileStore& files,
         images::ImageProcessor& images)
{
    using http::Request, http::Verb;
    auto const one = conversations + "/{conversation}/attachments/{attachment}";
    router
        .upload(Verb::put, one, writes, largest_attachment,
                [&files, &images](Request& request) { return put_attachment(request, files, images); })
        .summarize("Sends up a file (?name=) under an id of the sender's; the same again changes nothing");
    router.remove(one, writes, remove_attachment).summarize("Takes back what was not sent yet");
    router.get(one + "/content", reads, [&files](Request& request) { return serve_content(request, files); })
        .summarize("The file, with ranges; of a picture its widest form");
    router.get(one + "/{file}", reads, [&files](Request& request) { return serve_picture(request, files); })
        .summarize("A picture as <width>.webp or <width>.jpg");
}

} // namespace

void add_attachment_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images)
{
    add(router, "/api/v1/conversations", http::Access::staff(), http::Access::staff(), files, images);
    add(router, "/api/v1/portal/conversations", http::Access::client(auth::Right::messages),
        http::Access::client(auth::Right::send_messages), files, images);
}

} // namespace loggia::conversations
