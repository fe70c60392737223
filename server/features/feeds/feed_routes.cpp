// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_routes.hpp"

#include "features/activities/record.hpp"
#include "features/feeds/feed_import.hpp"
#include "features/feeds/feed_jobs.hpp"
#include "features/feeds/feed_property_store.hpp"
#include "features/feeds/feed_store.hpp"

namespace loggia::feeds {

namespace {

Problem no_such_feed() { return {Fault::not_found, "feed_not_found", "There is no such feed."}; }
Problem no_such_run() { return {Fault::not_found, "feed_run_not_found", "There is no such run of this feed."}; }

Feed load_feed(http::Request& request)
{
    auto feed = store::find_feed(request.tx(), request.organization(), request.id<FeedId>("feed"));
    if (!feed) throw no_such_feed();
    return *std::move(feed);
}

std::string checked_name(std::string const& name)
{
    auto const first = name.find_first_not_of(' ');
    if (first == std::string::npos) throw Problem(Fault::invalid, "required", "A feed needs a name.", "name");
    return name.substr(first, name.find_last_not_of(' ') - first + 1);
}

void check_schedule(std::optional<WebAddress> const& url, Schedule schedule)
{
    if (schedule != Schedule::manual && !url)
        throw Problem(Fault::invalid, "feed_without_address", "Only a feed with an address can be fetched on a schedule.", "url");
}

void record(http::Request& request, std::string const& action, Feed const& feed)
{
    activities::record(request, {.action = action, .detail = {{"feed", feed.name}}, .also_on = {feed.id.value}});
}

Feeds list_feeds(http::Request& request) { return {store::list_feeds(request.tx(), request.organization())}; }

Feed show_feed(http::Request& request) { return load_feed(request); }

Feed create_feed(http::Request& request, NewFeed const& input)
{
    auto fresh = input;
    fresh.name = checked_name(input.name);
    check_schedule(input.url, input.schedule.value_or(Schedule::manual));
    auto const id = store::insert_feed(request.tx(), request.organization(), fresh, request.now);
    auto feed = *store::find_feed(request.tx(), request.organization(), id);
    record(request, "feed.created", feed);
    return feed;
}

Feed change_feed(http::Request& request, FeedChange const& change)
{
    auto const version = request.expected_version();
    auto feed = load_feed(request);
    if (change.name) feed.name = checked_name(*change.name);
    change.url.apply(feed.url);
    change.schedule.apply(feed.schedule);
    check_schedule(feed.url, feed.schedule);
    feed.version = version;
    if (!store::update_feed(request.tx(), request.organization(), feed))
        throw Problem(Fault::stale, "changed_meanwhile", "Someone else changed this feed meanwhile.");
    record(request, "feed.changed", feed);
    return *store::find_feed(request.tx(), request.organization(), feed.id);
}

FeedRun start_run(http::Request& request)
{
    auto const feed = load_feed(request);
    if (!feed.url) throw Problem(Fault::invalid, "feed_without_address", "This feed has no address: send its file instead.");
    auto const run = open_run(request.tx(), request.organization(), feed.id, request.now);
    enqueue_run(request.tx(), request.organization(), run, request.now);
    record(request, "feed.run_requested", feed);
    return *store::find_run(request.tx(), request.organization(), run);
}

std::string read_upload(http::BodyReader& upload)
{
    std::string bytes;
    std::array<char, 65536> chunk;
    while (auto const count = upload.read(chunk)) bytes.append(chunk.data(), count);
    return bytes;
}

// The whole import takes place before the answer. A feed that is broken is an answer too: a failed run that says why.
http::Response import_content(http::Request& request, Clock const& clock)
{
    auto const feed = request.id<FeedId>("feed");
    auto const bytes = read_upload(*request.upload);
    ImportTask task{request.organization(), feed, {}, {activities::ActorKind::staff, request.actor.user.value, request.actor.name}};
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(task.organization);
        if (!store::find_feed(tx, task.organization, feed)) throw no_such_feed();
        task.run = open_run(tx, task.organization, feed, clock.now());
        store::set_etag(tx, task.organization, feed, std::nullopt);  // what the address holds is no longer what is here
    });
    auto const run = import_feed(request.database, clock, task, bytes);
    if (!run) throw Problem(Fault::conflict, "feed_busy", "Another import of this feed took over.");
    return http::json_response(201, *run);
}

http::Page<FeedRun> list_runs(http::Request& request, RunQuery const& query)
{
    auto const feed = load_feed(request);
    auto const limit = query.limit.value_or(30);
    http::Page<FeedRun> page{store::list_runs(request.tx(), request.organization(), feed.id, query, limit + 1), {}};
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = page.items.back().id.text();
    }
    return page;
}

FeedRunReport show_run(http::Request& request)
{
    auto const feed = load_feed(request);
    auto report = store::report(request.tx(), request.organization(), request.id<FeedRunId>("run"));
    if (!report || report->feed_id != feed.id) throw no_such_run();
    return *std::move(report);
}

FeedListing show_listing(http::Request& request)
{
    auto listing = store::find_listing(request.tx(), request.organization(), request.id<PropertyId>("property"));
    if (!listing) throw Problem(Fault::not_found, "not_from_feed", "This property does not come from a feed.");
    return *std::move(listing);
}

}  // namespace

void add_routes(http::Router& router, Clock const& clock)
{
    using http::Access, http::Request, http::Verb;
    constexpr auto largest_upload = static_cast<std::uint64_t>(KyeroLimits{}.bytes);
    router.get("/api/v1/feeds", Access::staff(), list_feeds);
    router.post("/api/v1/feeds", Access::staff(), create_feed);
    router.get("/api/v1/feeds/{feed}", Access::staff(), show_feed);
    router.patch("/api/v1/feeds/{feed}", Access::staff(), change_feed);
    router.post("/api/v1/feeds/{feed}/runs", Access::staff(), start_run);
    router.get("/api/v1/feeds/{feed}/runs", Access::staff(), list_runs);
    router.get("/api/v1/feeds/{feed}/runs/{run}", Access::staff(), show_run);
    auto& content = router.upload(Verb::put, "/api/v1/feeds/{feed}/content", Access::staff(), largest_upload,
                                  [&clock](Request& request) { return import_content(request, clock); });
    content.success = 201;
    content.output = [](json::Schemas& schemas) { return schemas.of<FeedRun>(); };
    router.get("/api/v1/properties/{property}/feed", Access::staff(), show_listing);
}

}  // namespace loggia::feeds
