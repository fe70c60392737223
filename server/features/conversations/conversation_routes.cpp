// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_routes.hpp"

#include "features/conversations/conversation_acts.hpp"
#include "features/conversations/conversation_pages.hpp"
#include "features/conversations/conversation_rules.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

// What staff do: they see all conversations of their organization.
namespace loggia::conversations {

namespace {

std::optional<UserId> owner_asked_for(http::Request const& request, ConversationQuery const& query)
{
    if (!query.owner || query.owner == "none") return std::nullopt;
    if (query.owner == "me") return request.actor.user;
    if (auto const user = UserId::parse(*query.owner)) return user;
    throw Problem(Fault::invalid, "invalid_body", "`owner` is a user's id, \"me\" or \"none\".",
                  {{"/owner", "invalid_format", "must be a user's id, me or none"}});
}

bool passes(store::Row const& row, ConversationQuery const& query, std::optional<UserId> owner)
{
    return (!query.state || row.state == *query.state) && (!query.owner || row.owner_id == owner) &&
           (!query.unread || *query.unread == (row.unread > 0)) && (!query.contact || row.contact_id == *query.contact) &&
           (!query.property || row.property_id == *query.property);
}

// Search knows no filters: matches are looked through in portions until the page is full.
http::Page<Conversation> page_of_matches(http::Request& request, ConversationQuery const& query, store::Reader const& reader,
                                         std::optional<UserId> owner, std::int64_t limit)
{
    static constexpr int portion = 50;
    auto const place = place_of(query.after);
    auto before = place ? place->id.value : 0;
    std::vector<store::Row> found;
    for (bool more = true; more && std::ssize(found) <= limit;) {
        std::vector<ConversationId> ids;
        for (auto const id :
             db::search(request.tx(), db::SearchIndex::conversations, request.organization(), i18n::fold(*query.q), before, portion))
            ids.push_back(ConversationId{id});
        more = std::ssize(ids) == portion;
        if (ids.empty()) break;
        before = ids.back().value;
        for (auto& row : store::list_among(request.tx(), request.organization(), reader, ids))
            if (passes(row, query, owner) && std::ssize(found) <= limit) found.push_back(std::move(row));
    }
    return page_of(request, std::move(found), limit);
}

http::Page<Conversation> list(http::Request& request, ConversationQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto const owner = owner_asked_for(request, query);
    auto const reader = store::reader_of(request.tx(), request.actor);
    bool const searches = query.q && query.q->find_first_not_of(" \t\r\n") != std::string::npos;
    if (searches) return page_of_matches(request, query, reader, owner, limit);
    auto rows = store::list_of_staff(request.tx(), request.organization(), reader, query, owner, place_of(query.after), limit + 1);
    return page_of(request, std::move(rows), limit);
}

http::Page<Conversation> list_about_contact(http::Request& request, PageQuery const& page)
{
    ConversationQuery query;
    query.contact = request.id<ContactId>("contact");
    query.after = page.after;
    query.limit = page.limit;
    if (!store::has_contact(request.tx(), request.organization(), *query.contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return list(request, query);
}

http::Page<Conversation> list_about_property(http::Request& request, PageQuery const& page)
{
    ConversationQuery query;
    query.property = request.id<PropertyId>("property");
    query.after = page.after;
    query.limit = page.limit;
    if (!store::has_property(request.tx(), request.organization(), *query.property))
        throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    return list(request, query);
}

ConversationCounts count(http::Request& request)
{
    return store::counts(request.tx(), request.organization(), store::reader_of(request.tx(), request.actor));
}

Conversation show_one(http::Request& request)
{
    return shown(request, conversation_or_404(request, request.tx()));
}

void check_new(http::Request const& request, StaffConversation const& input)
{
    if (!store::has_contact(request.tx(), request.organization(), input.contact_id))
        throw Problem(Fault::invalid, "contact_not_found", "There is no such contact.", "contact_id");
    if (input.property_id && !store::has_property(request.tx(), request.organization(), *input.property_id))
        throw Problem(Fault::invalid, "property_not_found", "There is no such property.", "property_id");
    if (!input.property_id && !input.subject)
        throw Problem(Fault::invalid, "subject_required", "Say what it is about: a subject, or a property.", "subject");
}

http::Response begin(http::Request& request, StaffConversation const& input)
{
    check_new(request, input);
    auto const subject = input.property_id && !input.subject ? std::string() : tidied_subject(input.subject.value_or(""));
    auto const opened = open(request, {input.contact_id, input.property_id, subject, StartedBy::staff});
    return http::json_response(opened.is_new ? 201 : 200, show(request, opened.id));
}

Message post_message(http::Request& request, NewMessage const& input)
{
    return shown(request, send(request, conversation_or_404(request, request.tx()), input));
}

http::Nothing put_reading(http::Request& request, ReadUpTo const& input)
{
    read_up_to(request, conversation_or_404(request, request.tx()), input.message_id);
    return {};
}

Conversation choose_state(http::Request& request, StateChoice const& choice)
{
    auto const conversation = conversation_or_404(request, request.tx());
    put_state(request, conversation, choice.state);
    return show(request, conversation.id);
}

Conversation choose_owner(http::Request& request, OwnerChoice const& choice)
{
    auto const conversation = conversation_or_404(request, request.tx());
    put_owner(request, conversation, choice.owner_id);
    return show(request, conversation.id);
}

} // namespace

std::int64_t unread_of_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    http::Actor actor;
    actor.kind = http::ActorKind::staff;
    actor.organization = organization;
    actor.user = user;
    return store::count_unread(tx, organization, store::reader_of(tx, actor));
}

void add_routes(http::Router& router, files::FileStore& files, images::ImageProcessor& images)
{
    using http::Access;
    auto const staff = Access::staff();
    std::string const one = "/api/v1/conversations/{conversation}";
    router.get("/api/v1/conversations", staff, list).summarize("Conversations, the one with the newest message first");
    router.post("/api/v1/conversations", staff, begin)
        .answers<Conversation>(201)
        .summarize("Begin a conversation, or find the one about that property (200)");
    router.get("/api/v1/conversations/counts", staff, count).summarize("How many in each state, unread, and in one's own care");
    router.get(one, staff, show_one);
    router.get(one + "/messages", staff, messages_of).summarize("Messages, the oldest of the page first");
    router.post(one + "/messages", staff, post_message).summarize("Write; the same client_id again answers the message it made");
    router.put(one + "/reading", staff, put_reading).summarize("Read up to this message");
    router.put(one + "/state", staff, choose_state);
    router.put(one + "/owner", staff, choose_owner);
    router.get("/api/v1/contacts/{contact}/conversations", staff, list_about_contact);
    router.get("/api/v1/properties/{property}/conversations", staff, list_about_property);
    add_portal_routes(router);
    add_attachment_routes(router, files, images);
}

} // namespace loggia::conversations
