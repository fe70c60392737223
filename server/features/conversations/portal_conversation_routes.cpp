// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_acts.hpp"
#include "features/conversations/conversation_pages.hpp"
#include "features/conversations/conversation_routes.hpp"
#include "features/conversations/conversation_rules.hpp"
#include "features/deals/contact_offers.hpp"

// What clients do: they see their own conversations and, where their access says so, read those of their company's people.
namespace loggia::conversations {

namespace {

http::Page<Conversation> list(http::Request& request, PageQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto const reader = store::reader_of(request.tx(), request.actor);
    return page_of(request, store::list_of_contact(request.tx(), request.organization(), reader, place_of(query.after), limit + 1), limit);
}

Conversation show_one(http::Request& request)
{
    return shown(request, conversation_or_404(request, request.tx()));
}

Conversation begin(http::Request& request, NewConversation const& input)
{
    store::NewRow const row{request.actor.contact, std::nullopt, tidied_subject(input.subject), StartedBy::contact};
    return show(request, open(request, row).id);
}

// Whoever may only read finds the one that is there.
void check_may_begin(http::Request const& request, PropertyId property)
{
    if (!request.actor.may(auth::Right::properties) ||
        !deals::find_offer_of_contact(request.tx(), request.organization(), request.actor.viewer(auth::RecordKind::properties), property))
        throw Problem(Fault::not_found, "property_not_found", "This property does not exist.");
    if (!request.actor.may(auth::Right::send_messages))
        throw Problem(Fault::forbidden, "right_missing", "Your access to this portal does not include this.");
}

Conversation open_about_property(http::Request& request, OpenConversation const&)
{
    auto const property = request.id<PropertyId>("property");
    auto const there = store::find_about(request.tx(), request.organization(), request.actor.contact, property);
    auto const reader = store::reader_of(request.tx(), request.actor);
    if (there && store::find(request.tx(), request.organization(), reader, *there)) return show(request, *there);
    check_may_begin(request, property);
    return show(request, open(request, {request.actor.contact, property, "", StartedBy::contact}).id);
}

store::Row own_or_refuse(http::Request const& request)
{
    auto conversation = conversation_or_404(request, request.tx());
    check_is_own(request.actor, conversation);
    return conversation;
}

Message post_message(http::Request& request, NewMessage const& input)
{
    return shown(request, send(request, own_or_refuse(request), input));
}

http::Nothing put_reading(http::Request& request, ReadUpTo const& input)
{
    read_up_to(request, own_or_refuse(request), input.message_id);
    return {};
}

} // namespace

void add_portal_routes(http::Router& router)
{
    using http::Access;
    auto const reads = Access::client(auth::Right::messages);
    auto const writes = Access::client(auth::Right::send_messages);
    std::string const one = "/api/v1/portal/conversations/{conversation}";
    router.get("/api/v1/portal/conversations", reads, list).summarize("The client's conversations, the one with the newest message first");
    router.post("/api/v1/portal/conversations", writes, begin);
    router.get(one, reads, show_one);
    router.get(one + "/messages", reads, messages_of).summarize("Messages, the oldest of the page first");
    router.post(one + "/messages", writes, post_message).summarize("Write; the same client_id again answers the message it made");
    router.put(one + "/reading", reads, put_reading).summarize("Read up to this message");
    router.put("/api/v1/portal/properties/{property}/conversation", reads, open_about_property)
        .summarize("The conversation about a property, made when there is none");
}

} // namespace loggia::conversations
