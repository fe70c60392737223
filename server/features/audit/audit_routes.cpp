// SPDX-License-Identifier: Apache-2.0
#include "features/audit/audit_routes.hpp"

#include <fcntl.h>

#include <fstream>

#include "features/audit/audit_rules.hpp"
#include "features/audit/audit_store.hpp"
#include "platform/files/descriptor.hpp"
#include "platform/files/temporary_directory.hpp"
#include "platform/http/dispatcher.hpp"

namespace loggia::audit {

namespace {

constexpr std::int64_t usual_page = 30;
constexpr std::int64_t round = 500;
// A search has no index: so many entries are looked through for one page. Where that is not enough the page is short, and
// its `next` goes on from there.
constexpr std::int64_t most_looked_through = 10'000;
constexpr std::int64_t most_exported = 100'000;

Place place_of(AuditEntry const& entry)
{
    return {entry.at, entry.id};
}

http::Page<AuditEntry> page_in_order(http::Request& request, AuditQuery const& query, std::optional<Place> const& after)
{
    auto const limit = query.limit.value_or(usual_page);
    http::Page<AuditEntry> page;
    page.items = store::entries_after(request.tx(), request.organization(), query.filter(), after, limit + 1);
    if (std::ssize(page.items) > limit) {
        page.items.pop_back();
        page.next = to_text(place_of(page.items.back()));
    }
    return page;
}

http::Page<AuditEntry> page_of_matches(http::Request& request, AuditQuery const& query, std::optional<Place> after)
{
    auto const limit = query.limit.value_or(usual_page);
    auto const words = words_of(*query.q);
    http::Page<AuditEntry> page;
    for (std::int64_t looked_through = 0; looked_through < most_looked_through; looked_through += round) {
        auto const entries = store::entries_after(request.tx(), request.organization(), query.filter(), after, round);
        for (auto const& entry : entries) {
            after = place_of(entry);
            if (!matches(entry, words)) continue;
            page.items.push_back(entry);
            if (std::ssize(page.items) < limit) continue;
            page.next = to_text(*after);
            return page;
        }
        if (std::ssize(entries) < round) return page;
    }
    page.next = to_text(*after);
    return page;
}

http::Page<AuditEntry> list_entries(http::Request& request, AuditQuery const& query)
{
    auto const after = query.after ? std::optional(parse_place(*query.after)) : std::nullopt;
    return query.q && !words_of(*query.q).empty() ? page_of_matches(request, query, after) : page_in_order(request, query, after);
}

// Page by page: what was recorded stays as it is, so no page needs to know of another. Gives how many it wrote.
std::int64_t write_entries(http::Request& request, AuditFilter const& filter, std::ostream& file)
{
    auto const words = words_of(filter.q.value_or(""));
    std::optional<Place> after;
    std::int64_t written = 0;
    for (bool is_last = false; !is_last;) {
        std::vector<AuditEntry> entries;
        request.database.read([&](db::Tx& tx) {
            tx.narrow_to(request.organization());
            entries = store::entries_after(tx, request.organization(), filter, after, round);
        });
        for (auto const& entry : entries) {
            if (!matches(entry, words)) continue;
            if (++written > most_exported)
                throw Problem(Fault::invalid, "export_too_large", "More than 100000 entries: name a shorter time.", "from");
            file << csv_line(entry);
        }
        is_last = std::ssize(entries) < round;
        if (!is_last) after = place_of(entries.back());
    }
    return written;
}

std::string filter_in_words(AuditFilter const& filter)
{
    std::string text;
    auto const add = [&text](std::string_view name, std::string const& value) {
        text += (text.empty() ? "" : ", ") + std::string(name) + " " + value;
    };
    if (filter.q) add("q", *filter.q);
    if (filter.category) add("category", std::string(json::enum_name(*filter.category)));
    if (filter.actor) add("actor", filter.actor->text());
    if (filter.contact) add("contact", filter.contact->text());
    if (filter.from) add("from", to_string(*filter.from));
    if (filter.to) add("to", to_string(*filter.to));
    return text;
}

void record_export(http::Request& request, AuditFilter const& filter, std::int64_t entries)
{
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        activities::record(request, tx,
                           {.action = "audit.exported",
                            .detail = {{"entries", std::to_string(entries)}, {"filter", filter_in_words(filter)}},
                            .also_on = {request.actor.user.value}});
    });
}

// The file is gone by its name at once, and wholly when it is sent.
http::Response export_entries(http::Request& request, AuditFilter const& filter)
{
    // A GET that leaves a trace: not from another site's page.
    http::check_same_origin(request.head);
    http::Response response{200, {{"Content-Type", "text/csv; charset=utf-8"}}, {}, {}, {}, {}};
    response.with("Content-Disposition", "attachment; filename=\"audit-" + to_string(request.now).substr(0, 10) + ".csv\"");
    if (request.head.head_only) return response;
    files::TemporaryDirectory const folder;
    auto const path = folder.path() / "audit.csv";
    std::ofstream file(path, std::ios::binary);
    file << csv_header();
    auto const entries = write_entries(request, filter, file);
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
    files::Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened) throw std::runtime_error("cannot open " + path.string());
    record_export(request, filter, entries);
    response.file = http::FileBody{opened.release(), 0, std::filesystem::file_size(path)};
    return response;
}

} // namespace

void add_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/audit", Access::admin(), list_entries).summarize("Who did what, on whose behalf, from where; newest first");
    router.slow(http::Verb::get, "/api/v1/audit/export.csv", Access::admin(), export_entries)
        .summarize("The same as a table, at most 100,000 entries; is itself recorded");
}

} // namespace loggia::audit
