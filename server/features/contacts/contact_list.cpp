// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact_list.hpp"

#include <algorithm>

#include "features/contacts/contact_store.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::contacts {

static constexpr std::int64_t usual_page = 30;

// Search knows no filters: so many rounds of matches are looked through for one page. Where that is not
// enough the page is short, and its `next` goes on from there.
static constexpr int most_rounds = 20;

static http::Page<ContactRow> page_in_order(db::Tx& tx, OrganizationId organization, ContactQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    auto const place = query.after ? std::optional(parse_place(*query.after)) : std::nullopt;
    auto listed = store::list_after(tx, organization, query, place, limit + 1);
    http::Page<ContactRow> page;
    if (std::ssize(listed) > limit) {
        listed.pop_back();
        auto& last = listed.back();
        page.next = to_text({last.row.id, query.sort == ContactSort::name ? last.name_folded : ""});
    }
    page.items.reserve(listed.size());
    for (auto& contact : listed) page.items.push_back(std::move(contact.row));
    return page;
}

static http::Page<ContactRow> page_of_matches(db::Tx& tx, OrganizationId organization, ContactQuery const& query)
{
    auto const limit = static_cast<std::size_t>(query.limit.value_or(usual_page));
    auto const text = i18n::fold(*query.q);
    bool const filtered = query.kind || query.status || query.owner;
    // Without filters every match counts, so a page and one more are enough.
    auto const round = filtered ? store::most_ids : std::min(limit + 1, store::most_ids);
    auto before = query.after ? parse_place(*query.after).id.value : 0;

    http::Page<ContactRow> page;
    for (int rounds = 0; rounds < most_rounds; ++rounds) {
        auto const found = db::search(tx, db::SearchIndex::contacts, organization, text, before, static_cast<int>(round));
        if (found.empty()) return page;
        for (auto& row : store::list_among(tx, organization, query, found)) {
            if (page.items.size() == limit) {
                page.next = to_text({page.items.back().id, ""});
                return page;
            }
            page.items.push_back(std::move(row));
        }
        if (found.size() < round) return page;
        before = found.back();
    }
    page.next = to_text({ContactId{before}, ""});
    return page;
}

http::Page<ContactRow> page_of_contacts(db::Tx& tx, OrganizationId organization, ContactQuery const& query)
{
    auto const searches = query.q && query.q->find_first_not_of(" \t\r\n") != std::string::npos;
    return searches ? page_of_matches(tx, organization, query) : page_in_order(tx, organization, query);
}

}  // namespace loggia::contacts
