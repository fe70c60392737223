// SPDX-License-Identifier: Apache-2.0
#include "features/conversations/conversation_pages.hpp"

#include <algorithm>
#include <limits>

namespace loggia::conversations {

static constexpr std::size_t id_length = 13;

static std::string to_text(store::Place const& place)
{
    return place.id.text() + encode_id(place.last_message_at.milliseconds);
}

std::optional<store::Place> place_of(std::optional<std::string> const& after)
{
    if (!after) return std::nullopt;
    auto const id = ConversationId::parse(after->substr(0, id_length));
    auto const at = after->size() == 2 * id_length ? decode_id(after->substr(id_length)) : std::nullopt;
    if (!id || !at) throw Problem(Fault::invalid, "invalid_cursor", "Take `after` from the page before.", "after");
    return store::Place{Timestamp{*at}, *id};
}

http::Page<Conversation> page_of(http::Request const& request, std::vector<store::Row> rows, std::int64_t limit)
{
    http::Page<Conversation> page;
    if (std::ssize(rows) > limit) {
        rows.resize(static_cast<std::size_t>(limit));
        page.next = to_text({rows.back().last_message_at, rows.back().id});
    }
    page.items = shown(request, std::move(rows));
    return page;
}

MessagePage messages_of(http::Request& request, MessageQuery const& query)
{
    auto const conversation = conversation_or_404(request, request.tx());
    auto const limit = query.limit.value_or(usual_page);
    auto const before = query.before.value_or(MessageId{std::numeric_limits<std::int64_t>::max()});
    auto rows = store::messages_before(request.tx(), request.organization(), conversation.id, before,
                                       request.actor.visible_since.value_or(Timestamp{}), limit + 1);
    MessagePage page;
    if (std::ssize(rows) > limit) {
        rows.pop_back();
        page.next = rows.back().id;
    }
    std::ranges::reverse(rows);
    page.items = shown(request, std::move(rows));
    return page;
}

} // namespace loggia::conversations
