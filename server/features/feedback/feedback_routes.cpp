// SPDX-License-Identifier: Apache-2.0
#include "features/feedback/feedback_routes.hpp"

#include "features/activities/record.hpp"
#include "features/feedback/feedback_media.hpp"
#include "features/feedback/feedback_view.hpp"
#include "platform/http/file_response.hpp"

namespace loggia::feedback {

namespace {

Problem media_not_found()
{
    return {Fault::not_found, "media_not_found", "There is no such picture or recording."};
}

// The client's own viewing.
store::OccasionRow occasion_or_404(http::Request const& request, db::Tx& tx)
{
    auto found = store::find_occasion(tx, request.organization(), request.id<AppointmentId>("appointment"), request.actor.contact,
                                      request.actor.visible_since);
    if (!found) throw Problem(Fault::not_found, "appointment_not_found", "This appointment does not exist.");
    return *std::move(found);
}

std::optional<store::GivenRow> given_for(http::Request const& request, db::Tx& tx, store::OccasionRow const& occasion)
{
    return store::find_given(tx, request.organization(), occasion.id, occasion.contact_id);
}

// What may be changed now, and what is there of it.
struct Open {
    store::OccasionRow occasion;
    std::optional<store::GivenRow> given;
};

Open open_or_refuse(http::Request const& request, db::Tx& tx)
{
    Open open;
    open.occasion = occasion_or_404(request, tx);
    open.given = given_for(request, tx, open.occasion);
    check_may_give(open.occasion.occasion(), open.given ? std::optional(open.given->created_at) : std::nullopt, request.now);
    return open;
}

void record(http::Request const& request, store::OccasionRow const& occasion, char const* action, std::map<std::string, std::string> detail)
{
    activities::Act act{.action = action, .contact = occasion.contact_id};
    act.deal = occasion.deal_id.value_or(DealId{});
    act.property = occasion.property_id.value_or(PropertyId{});
    act.detail = std::move(detail);
    act.detail["appointment"] = occasion.id.text();
    act.detail["title"] = occasion.title;
    act.also_on = {occasion.id.value};
    act.told = {occasion.contact_id};
    activities::record(request, act);
}

Feedback show(http::Request const& request, AppointmentId appointment)
{
    auto found = of_appointments(request.tx(), request.organization(), {appointment}, Reader::client, request.now);
    if (found.empty()) throw Problem(Fault::not_found, "feedback_not_found", "No feedback was given yet.");
    return std::move(found.begin()->second);
}

Feedback show_own(http::Request& request)
{
    return show(request, occasion_or_404(request, request.tx()).id);
}

Feedback put_feedback(http::Request& request, FeedbackInput input)
{
    auto const [occasion, given] = open_or_refuse(request, request.tx());
    if (input.notes && input.notes->find_first_not_of(" \t\r\n") == std::string::npos) input.notes.reset();
    if (given && given->stars == input.stars && given->notes == input.notes) return show(request, occasion.id);
    auto const feedback = given ? given->id : store::add_feedback(request.tx(), request.organization(), occasion, request.now);
    store::set_words(request.tx(), request.organization(), feedback, input, request.now);
    std::map<std::string, std::string> detail{{"stars", std::to_string(input.stars)}};
    if (input.notes) detail["comment"] = *input.notes;
    record(request, occasion, given && given->stars ? "feedback.changed" : "feedback.given", std::move(detail));
    return show(request, occasion.id);
}

files::StoredFile receive(http::Request& request, files::FileStore& files)
{
    auto upload = files.begin(largest_media);
    std::vector<char> chunk(64 * 1024);
    while (auto const count = request.upload->read(chunk)) upload.write({chunk.data(), count});
    return upload.finish();
}

// The same again is done already; another content under the same id is a mistake of the sender.
bool is_there(http::Request const& request, db::Tx& tx, Open const& open, std::string const& id, std::string const& sha256)
{
    auto const present = open.given ? store::find_media(tx, request.organization(), open.given->id, id) : std::nullopt;
    if (!present) return false;
    if (present->sha256 != sha256) throw Problem(Fault::conflict, "media_id_taken", "Another picture or recording has this id.");
    return true;
}

void add_media(http::Request& request, db::Tx& tx, store::MediaRow media)
{
    auto const open = open_or_refuse(request, tx);
    if (is_there(request, tx, open, media.id, media.sha256)) return;
    media.feedback_id = open.given ? open.given->id : store::add_feedback(tx, request.organization(), open.occasion, request.now);
    check_room(media.kind, store::count_media(tx, request.organization(), media.feedback_id, media.kind));
    media.created_at = request.now;
    store::insert_media(tx, request.organization(), media);
    store::touch(tx, request.organization(), media.feedback_id, request.now);
    record(request, open.occasion, "feedback.media_added", {{"kind", std::string(json::enum_name(media.kind))}});
}

// In transactions of its own, walled off as in every other route.
template <class Action>
void in_write(http::Request& request, Action action)
{
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        request.use(&tx);
        action(tx);
        request.use(nullptr);
    });
}

Feedback put_media(http::Request& request, files::FileStore& files, images::ImageProcessor& images)
{
    auto const id = read_media_id(request.path("id"));
    request.database.read([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        open_or_refuse(request, tx);
    });
    auto const stored = receive(request, files);
    bool done = false;
    request.database.read([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        done = is_there(request, tx, open_or_refuse(request, tx), id, stored.sha256);
    });
    store::MediaRow media;
    if (!done) media = prepare(files, images, stored);
    media.id = id;
    Feedback feedback;
    in_write(request, [&](db::Tx& tx) {
        if (!done) add_media(request, tx, media);
        feedback = show(request, request.id<AppointmentId>("appointment"));
    });
    return feedback;
}

http::Nothing remove_media(http::Request& request)
{
    auto const id = read_media_id(request.path("id"));
    auto const open = open_or_refuse(request, request.tx());
    auto const present = open.given ? store::find_media(request.tx(), request.organization(), open.given->id, id) : std::nullopt;
    if (!present) throw media_not_found();
    store::delete_media(request.tx(), request.organization(), open.given->id, id);
    store::touch(request.tx(), request.organization(), open.given->id, request.now);
    record(request, open.occasion, "feedback.media_removed", {{"kind", std::string(json::enum_name(present->kind))}});
    return {};
}

http::Response serve(http::Request& request, files::FileStore const& files, std::optional<store::MediaRow> const& media)
{
    auto const file = media ? file_of(*media, request.path("file")) : std::nullopt;
    if (!file) throw media_not_found();
    return http::file_response(request.head, files, {.sha256 = file->sha256, .media_type = file->media_type});
}

http::Response serve_own(http::Request& request, files::FileStore const& files)
{
    auto const id = read_media_id(request.path("id"));
    auto const occasion = occasion_or_404(request, request.tx());
    auto const given = given_for(request, request.tx(), occasion);
    return serve(request, files, given ? store::find_media(request.tx(), request.organization(), given->id, id) : std::nullopt);
}

http::Response serve_to_staff(http::Request& request, files::FileStore const& files)
{
    auto const id = read_media_id(request.path("id"));
    return serve(request, files, store::find_media(request.tx(), request.organization(), request.id<AppointmentId>("appointment"), id));
}

FeedbackList list_feedback(http::Request& request, FeedbackQuery const& query)
{
    auto rows = store::list(request.tx(), request.organization(), query);
    return {to_feedback(request.tx(), request.organization(), std::move(rows), Reader::staff, request.now)};
}

} // namespace

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images)
{
    using http::Access, http::Request, http::Verb;
    auto const sees = Access::client(auth::Right::appointments);
    std::string const own = "/api/v1/portal/appointments/{appointment}/feedback";
    router.get(own, sees, show_own);
    router.put(own, sees, [](Request& request, FeedbackInput const& input) { return put_feedback(request, input); })
        .summarize("Stars and notes after a viewing; may be changed for 30 days.");
    router
        .upload(Verb::put, own + "/media/{id}", sees, largest_media,
                [&files, &images](Request& request) { return put_media(request, files, images); })
        .summarize("Adds a picture or a voice note under an id of the sender's; the same again changes nothing.");
    router.remove(own + "/media/{id}", sees, remove_media);
    router.get(own + "/media/{id}/{file}", sees, [&files](Request& request) { return serve_own(request, files); });

    router.get("/api/v1/feedback", Access::staff(), list_feedback).summarize("Feedback of a deal, contact or property, newest first.");
    router.get("/api/v1/appointments/{appointment}/feedback/media/{id}/{file}", Access::staff(),
               [&files](Request& request) { return serve_to_staff(request, files); });
}

} // namespace loggia::feedback
