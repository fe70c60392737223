// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/feed_import.hpp"

#include <algorithm>
#include <span>

#include "features/feeds/feed_property_store.hpp"
#include "features/feeds/feed_rules.hpp"
#include "features/feeds/feed_store.hpp"
#include "features/feeds/photo_fetch.hpp"
#include "features/properties/market_changes.hpp"

namespace loggia::feeds {

namespace {

constexpr std::chrono::minutes lease_time{2};
constexpr std::size_t properties_at_once = 50;  // in one transaction
constexpr std::size_t most_refused_entries = 1'000;
constexpr std::size_t most_notes = 400;

class Import {
public:
    Import(db::Database& database, Clock const& clock, ImportTask const& task) : database_(database), clock_(clock), task_(task) {}

    std::optional<FeedRun> run(std::string_view bytes)
    {
        if (!take()) return std::nullopt;
        try {
            feed_ = read_kyero(bytes, {.notes = most_notes});
        } catch (FeedProblem const& problem) {
            return fail(problem);
        }
        std::vector<KnownProperty> known;
        database_.read([&](db::Tx& tx) {
            tx.narrow_to(task_.organization);
            known = store::known_properties(tx, task_.organization, task_.feed);
            entries_ = store::count_entries(tx, task_.organization, task_.run);
        });
        resumed_ = entries_ > 0;
        plan_ = plan_sync(feed_, known);
        plan_.unchanged = std::max<std::int64_t>(0, plan_.unchanged - entries_);  // a resumed run changed some of them itself
        if (!write_all()) return std::nullopt;
        return finish();
    }

    bool take()
    {
        bool taken = false;
        write([&](db::Tx& tx) {
            lease_ = clock_.now() + lease_time;
            taken = store::take_run(tx, task_.organization, task_.run, clock_.now(), lease_);
        });
        return taken;
    }

    FeedRun end(store::Ending const& ending, std::string const& action)
    {
        FeedRun run;
        write([&](db::Tx& tx) {
            log_refusals(tx);
            if (photos_ > 0 || resumed_) enqueue_photo_fetch(tx, task_.organization, clock_.now());
            store::end_run(tx, task_.organization, task_.run, ending);
            run = *store::find_run(tx, task_.organization, task_.run);
            activities::Act act{.action = action, .detail = {{"feed", feed_name(tx)}}, .also_on = {task_.feed.value}};
            if (ending.state == RunState::failed) {
                act.detail.emplace("code", *ending.error_code);
            } else {
                act.detail.insert({{"created", std::to_string(run.created)}, {"updated", std::to_string(run.updated)},
                                   {"withdrawn", std::to_string(run.withdrawn)}, {"refused", std::to_string(run.refused)}});
            }
            record(tx, act);
        });
        return run;
    }

private:
    void write(db::Job const& job)
    {
        database_.write([&](db::Tx& tx) {
            tx.narrow_to(task_.organization);
            job(tx);
        });
    }

    // Clients to whom the property is offered hear of it at once.
    void record(db::Tx& tx, activities::Act act)
    {
        if (act.property) act.told = properties::contacts_offered(tx, task_.organization, act.property);
        activities::record(database_, tx, task_.organization, task_.author, clock_.now(), act);
    }

    // Price and status as staff's own changes are: the same activities, told to the same people.
    void record_market(db::Tx& tx, PropertyId property, properties::Market const& before, properties::Market const& after)
    {
        if (before == after) return;
        auto const told = properties::contacts_offered_now(tx, task_.organization, property);
        for (auto const& act : properties::market_acts(property, before, after, told))
            activities::record(database_, tx, task_.organization, task_.author, clock_.now(), act);
    }

    std::string feed_name(db::Tx& tx) const
    {
        auto const feed = store::find_feed(tx, task_.organization, task_.feed);
        return feed ? feed->name : std::string();
    }

    FeedRun fail(FeedProblem const& problem)
    {
        auto const place = [](std::size_t number) { return number > 0 ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt; };
        return end({.state = RunState::failed,
                    .finished_at = clock_.now(),
                    .error_code = problem.code,
                    .error_message = problem.what(),
                    .error_line = place(problem.line),
                    .error_column = place(problem.column)},
                   "feed.import_failed");
    }

    struct LostRun {};  // another process has taken it over

    // Applies `change` to each item, some in one transaction.
    template <class Item, class Change>
    void in_portions(std::vector<Item> const& items, Change const& change)
    {
        for (std::size_t start = 0; start < items.size(); start += properties_at_once) {
            auto const portion = std::span(items).subspan(start, std::min(properties_at_once, items.size() - start));
            auto const next_lease = clock_.now() + lease_time;
            std::int64_t written = 0;
            store::Progress progress;
            write([&](db::Tx& tx) {
                written = 0;  // the transaction may be run again
                progress = {};
                for (auto const& item : portion)
                    if (auto const entry = change(tx, item, progress))
                        store::insert_entry(tx, task_.organization, task_.run, entries_ + ++written, *entry);
                // The first pictures come while the rest of the feed is still read, the others when it is done.
                if (progress.photos > 0 && photos_ == 0) enqueue_photo_fetch(tx, task_.organization, clock_.now());
                if (!store::advance_run(tx, task_.organization, task_.run, progress, lease_, next_lease)) throw LostRun();
            });
            entries_ += written;
            photos_ += progress.photos;
            lease_ = next_lease;
        }
    }

    bool write_all()
    {
        try {
            in_portions(plan_.create, [this](auto& tx, auto index, auto& progress) { return create(tx, index, progress); });
            in_portions(plan_.update, [this](auto& tx, auto const& update, auto& progress) { return change(tx, update, progress); });
            in_portions(plan_.withdraw, [this](auto& tx, auto const& known, auto& progress) { return withdraw(tx, known, progress); });
            return true;
        } catch (LostRun const&) {
            return false;
        }
    }

    static properties::Market before_of(KnownProperty const& known)
    {
        return {known.price, json::enum_value<properties::PropertyStatus>(known.status).value_or(properties::PropertyStatus::available)};
    }

    std::optional<FeedRunEntry> create(db::Tx& tx, std::size_t index, store::Progress& progress)
    {
        auto const property = import_property(feed_.properties[index]);
        auto const id = store::insert_property(tx, task_.organization, task_.feed, property, clock_.now());
        if (!id) return std::nullopt;
        complete(tx, *id, property, progress);
        record(tx, {.action = "property.imported", .property = *id, .detail = {{"reference", property.reference}}});
        ++progress.created;
        return FeedRunEntry{property.feed_property, property.reference, Outcome::created, {}, {}};
    }

    std::optional<FeedRunEntry> change(db::Tx& tx, PlannedUpdate const& update, store::Progress& progress)
    {
        auto const property = import_property(feed_.properties[update.index]);
        store::update_property(tx, task_.organization, update.known.id, property,
                               update.returns ? store::Status::available_again : store::Status::keep, clock_.now());
        complete(tx, update.known.id, property, progress);
        record(tx, {.action = update.returns ? "property.offered_again" : "property.updated_by_feed",
                    .property = update.known.id,
                    .detail = {{"reference", property.reference}}});
        auto after = before_of(update.known);
        after.price = property.price_amount ? std::optional(Money{*property.price_amount, property.price_currency}) : std::nullopt;
        if (update.returns) after.status = properties::PropertyStatus::available;
        record_market(tx, update.known.id, before_of(update.known), after);
        ++progress.updated;
        return FeedRunEntry{property.feed_property, property.reference, Outcome::updated, {}, {}};
    }

    std::optional<FeedRunEntry> withdraw(db::Tx& tx, KnownProperty const& known, store::Progress& progress)
    {
        if (!store::withdraw_property(tx, task_.organization, known.id, clock_.now())) return std::nullopt;
        record(tx, {.action = "property.withdrawn_by_feed", .property = known.id, .detail = {{"reference", known.reference}}});
        auto const before = before_of(known);
        record_market(tx, known.id, before, {before.price, properties::PropertyStatus::withdrawn});
        ++progress.withdrawn;
        return FeedRunEntry{known.feed_property, known.reference, Outcome::withdrawn, {}, {}};
    }

    void complete(db::Tx& tx, PropertyId id, ImportedProperty const& property, store::Progress& progress)
    {
        store::replace_descriptions(tx, task_.organization, id, property.descriptions);
        progress.photos += store::replace_photos(tx, task_.organization, id, property.photos, clock_.now());
        properties::index_property(tx, task_.organization, id);
    }

    FeedRun finish()
    {
        store::Ending ending;
        ending.finished_at = clock_.now();
        ending.unchanged = plan_.unchanged;
        ending.refused = static_cast<std::int64_t>(feed_.refusals.size());
        for (auto const& note : feed_.notes) ending.notes.push_back({note.code, note.element, note.property, note.value, note.count});
        if (ending.notes.size() > most_notes) {
            feed_.notes_left_out += static_cast<std::int64_t>(ending.notes.size() - most_notes);
            ending.notes.resize(most_notes);
        }
        if (feed_.notes_left_out > 0) ending.notes.push_back({"more_notes", {}, {}, {}, feed_.notes_left_out});
        return end(ending, "feed.imported");
    }

    void log_refusals(db::Tx& tx) const
    {
        auto number = entries_;
        for (auto const& refusal : std::span(feed_.refusals).first(std::min(feed_.refusals.size(), most_refused_entries)))
            store::insert_entry(tx, task_.organization, task_.run, ++number,
                                {refusal.id, refusal.reference, Outcome::refused, refusal.code,
                                 "Line " + std::to_string(refusal.line) + ": " + refusal.message});
    }

    db::Database& database_;
    Clock const& clock_;
    ImportTask const& task_;
    KyeroFeed feed_;
    SyncPlan plan_;
    Timestamp lease_;
    bool resumed_ = false;      // a process that died had begun this run
    std::int64_t photos_ = 0;   // to be fetched, new in this run
    std::int64_t entries_ = 0;  // written to the sync log so far
};

}  // namespace

FeedRunId open_run(db::Tx& tx, OrganizationId organization, FeedId feed, Timestamp now)
{
    store::fail_abandoned_runs(tx, organization, feed, now);
    if (store::has_open_run(tx, organization, feed))
        throw Problem(Fault::conflict, "feed_busy", "This feed is being imported already.");
    return store::insert_run(tx, organization, feed, now);
}

std::optional<FeedRun> import_feed(db::Database& database, Clock const& clock, ImportTask const& task, std::string_view bytes)
{
    return Import(database, clock, task).run(bytes);
}

FeedRun fail_run(db::Database& database, Clock const& clock, ImportTask const& task, std::string const& code, std::string const& message)
{
    return Import(database, clock, task).end(
        {.state = RunState::failed, .finished_at = clock.now(), .error_code = code, .error_message = message}, "feed.import_failed");
}

FeedRun end_unchanged_run(db::Database& database, Clock const& clock, ImportTask const& task)
{
    std::int64_t unchanged = 0;
    database.read([&](db::Tx& tx) {
        tx.narrow_to(task.organization);
        auto const known = store::known_properties(tx, task.organization, task.feed);
        unchanged = std::ranges::count_if(known, [](auto const& property) { return !property.feed_absent_since; });
    });
    return Import(database, clock, task).end({.finished_at = clock.now(), .unchanged = unchanged}, "feed.imported");
}

FeedRun import_file(db::Database& database, Clock const& clock, OrganizationId organization, std::string const& feed_name,
                    std::string_view bytes)
{
    ImportTask task{organization, {}, {}, {activities::ActorKind::system, 0, feed_name}};
    database.write([&](db::Tx& tx) {
        tx.narrow_to(organization);
        auto const known = store::find_feed_by_name(tx, organization, feed_name);
        task.feed = known ? *known : store::insert_feed(tx, organization, {feed_name, std::nullopt, std::nullopt}, clock.now());
        task.run = open_run(tx, organization, task.feed, clock.now());
    });
    auto const run = import_feed(database, clock, task, bytes);
    if (!run) throw Problem(Fault::conflict, "feed_busy", "Another process took over this import.");
    return *run;
}

}  // namespace loggia::feeds
