// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact_routes.hpp"

#include <boost/algorithm/string/join.hpp>

#include "features/activities/activity.hpp"
#include "features/contacts/contact_list.hpp"
#include "features/contacts/contact_rules.hpp"
#include "features/contacts/contact_store.hpp"
#include "features/portraits/portrait.hpp"
#include "features/profile/change_by_staff.hpp"

namespace loggia::contacts {

static Problem no_such_contact()
{
    return {Fault::not_found, "contact_not_found", "This contact does not exist."};
}

static Contact contact_or_404(http::Request& request, ContactId id)
{
    if (auto contact = find_contact(request.tx(), request.organization(), id)) return *std::move(contact);
    throw no_such_contact();
}

// The id in the path, when there is such a contact.
static ContactId existing_id(http::Request& request)
{
    auto const id = request.id<ContactId>("contact");
    if (!contact_name(request.tx(), request.organization(), id)) throw no_such_contact();
    return id;
}

static http::Page<ContactRow> list_contacts(http::Request& request, ContactQuery const& query)
{
    return page_of_contacts(request.tx(), request.organization(), query);
}

static ContactCounts count_contacts(http::Request& request)
{
    return store::count_by_kind(request.tx(), request.organization());
}

static Contact create_contact(http::Request& request, NewContact const& body)
{
    auto input = body;
    if (!input.owner_id) input.owner_id = request.actor.user; // who adds a contact looks after it
    auto const added = add_contact(request.tx(), request.organization(), request.now, input);
    activities::Act created;
    created.action = "contact.created";
    created.contact = added.contact;
    if (added.company) created.also_on = {added.company->value};
    if (added.new_company) {
        activities::Act company_created;
        company_created.action = "company.created";
        company_created.detail = {{"company", *added.new_company}};
        company_created.also_on = {added.company->value};
        activities::record(request, company_created);
    }
    activities::record(request, created);
    return contact_or_404(request, added.contact);
}

static Contact show_contact(http::Request& request)
{
    return contact_or_404(request, request.id<ContactId>("contact"));
}

static void record_changes(http::Request& request, Contact const& before, Contact const& after)
{
    auto const record = [&](std::string action, std::map<std::string, std::string> detail) {
        activities::Act act;
        act.action = std::move(action);
        act.contact = after.id;
        act.detail = std::move(detail);
        activities::record(request, act);
    };
    auto fields = changed_fields(before, after);
    // Kind and owner have sentences of their own.
    if (std::erase(fields, "kind"))
        record("contact.kind_changed",
               {{"from", std::string(json::enum_name(before.kind))}, {"to", std::string(json::enum_name(after.kind))}});
    if (std::erase(fields, "owner_id")) record("contact.owner_changed", {{"owner", after.owner_name.value_or("")}});
    if (!fields.empty()) record("contact.updated", {{"fields", boost::algorithm::join(fields, ",")}});
}

static Contact change_contact(http::Request& request, ContactChanges const& changes)
{
    Problem const stale(Fault::stale, "changed_meanwhile", "Someone else changed this contact meanwhile.");
    auto const version = request.expected_version();
    auto const before = contact_or_404(request, request.id<ContactId>("contact"));
    if (before.version != version) throw stale;

    auto after = with_changes(before, changes);
    tidy(after);
    if (changed_fields(before, after).empty()) return before;
    if (!save_changes(request.tx(), request.organization(), before, after)) throw stale;
    after = contact_or_404(request, before.id);
    profile::tell_of_change_by_staff(request.tx(), request.organization(), after.id, {before.email, before.phone},
                                     {after.email, after.phone}, request.now);
    record_changes(request, before, after);
    return after;
}

static activities::Activity add_note(http::Request& request, NewNote const& note)
{
    activities::Act act;
    act.action = "contact.note_added";
    act.contact = existing_id(request);
    act.detail = {{"text", note.text}};
    auto const activity = activities::record(request, act);
    return activities::find_activity(request.tx(), request.organization(), activity).value();
}

static http::Page<activities::Activity> show_timeline(http::Request& request, activities::TimelineQuery const& query)
{
    return activities::timeline_of(request.tx(), request.organization(), existing_id(request).value, query);
}

static http::Response serve_photo(http::Request& request, files::FileStore const& files)
{
    auto const contact = request.id<ContactId>("contact");
    auto const stored = portraits::find_stored(request.tx(), request.organization(), contact);
    return portraits::serve(request.head, files, stored, request.path("file"));
}

void add_routes(http::Router& router, files::FileStore& files)
{
    using http::Access;
    router.get("/api/v1/contacts", Access::staff(), list_contacts).summarize("Contacts, filtered and searched");
    router.get("/api/v1/contacts/counts", Access::staff(), count_contacts).summarize("How many contacts of each kind");
    router.post("/api/v1/contacts", Access::staff(), create_contact).summarize("Add a contact");
    router.get("/api/v1/contacts/{contact}", Access::staff(), show_contact).summarize("One contact");
    router.patch("/api/v1/contacts/{contact}", Access::staff(), change_contact).summarize("Change a contact");
    router.post("/api/v1/contacts/{contact}/notes", Access::staff(), add_note).summarize("Add a note to a contact's timeline");
    router.get("/api/v1/contacts/{contact}/timeline", Access::staff(), show_timeline).summarize("What happened around a contact");
    router
        .get("/api/v1/contacts/{contact}/photo/{file}", Access::staff(),
             [&files](http::Request& request) { return serve_photo(request, files); })
        .summarize("A contact's own picture");
}

} // namespace loggia::contacts
