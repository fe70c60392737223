// SPDX-License-Identifier: Apache-2.0
#include "features/feeds/photo_fetch.hpp"

#include "features/activities/record.hpp"
#include "features/feeds/feed_property_store.hpp"
#include "features/photos/photo_files.hpp"
#include "platform/log/log.hpp"

namespace loggia::feeds {

namespace {

constexpr char const* photo_job = "feeds.photos";
constexpr std::chrono::seconds slice{10};
constexpr std::chrono::minutes claim_time{3};
constexpr std::array<std::chrono::minutes, 3> waits{std::chrono::minutes(1), std::chrono::minutes(10), std::chrono::minutes(120)};

// The address does not answer now; it may later.
class TryLater : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class PhotoFetch {
public:
    PhotoFetch(jobs::Context const& job, Clock const& clock, fetch::HttpClient const& client, files::FileStore& files,
               images::ImageProcessor& images)
        : job_(job), clock_(clock), client_(client), files_(files), images_(images)
    {
    }

    void run()
    {
        auto const end = clock_.now() + slice;
        std::optional<store::WaitingPhoto> photo;
        while (clock_.now() < end && (photo = claim())) fetch(*photo);
        write([&](db::Tx& tx) {
            tell_what_came(tx);
            auto const due = store::next_photo_due(tx, job_.organization);
            if (!due) return;
            auto const wait = std::max(*due - clock_.now(), std::chrono::milliseconds(0));
            jobs::enqueue(tx, clock_.now(), {photo_job, job_.organization, "{}", {}, wait});
        });
    }

private:
    void write(db::Job const& work)
    {
        job_.database.write([&](db::Tx& tx) {
            tx.narrow_to(job_.organization);
            work(tx);
        });
    }

    std::optional<store::WaitingPhoto> claim()
    {
        std::optional<store::WaitingPhoto> photo;
        write([&](db::Tx& tx) { photo = store::claim_photo(tx, job_.organization, clock_.now(), clock_.now() + claim_time); });
        return photo;
    }

    void fetch(store::WaitingPhoto const& photo)
    {
        try {
            auto const processed = download(photo.source_url);
            write([&](db::Tx& tx) { photos::complete_photo(tx, job_.organization, photo.id, processed); });
            ++fetched_;
            feed_ = photo.feed_id;
        } catch (TryLater const& reason) {
            put_off(photo, reason.what());
        } catch (Problem const& problem) {
            if (problem.fault == Fault::unavailable) put_off(photo, problem.what());
            else give_up(photo, problem.what());
        }
    }

    photos::ProcessedPhoto download(std::string const& url) const
    {
        auto const response = client_.get(url, {.headers = {{"Accept", "image/webp, image/jpeg, image/png, image/*;q=0.8"}}});
        auto const status = "status " + std::to_string(response.status);
        if (response.status >= 500 || response.status == 429 || response.status == 408) throw TryLater(status);
        if (!response.succeeded()) throw Problem(Fault::invalid, "photo_unreachable", "The photo's server answered with " + status + ".");
        if (response.size > photos::largest_photo) throw Problem(Fault::invalid, "image_too_large", "The photo is too large.");
        return photos::process(files_, images_, files_.put(response.body).sha256);
    }

    void put_off(store::WaitingPhoto const& photo, std::string_view reason)
    {
        auto const attempt = static_cast<std::size_t>(photo.fetch_attempts);
        if (attempt >= waits.size()) return give_up(photo, reason);
        write([&](db::Tx& tx) { store::put_off_photo(tx, job_.organization, photo.id, clock_.now() + waits[attempt]); });
    }

    void give_up(store::WaitingPhoto const& photo, std::string_view reason)
    {
        log::info("feed.photo_failed", {{"photo", photo.id.text()}, {"reason", reason}});
        write([&](db::Tx& tx) { photos::fail_photo(tx, job_.organization, photo.id); });
    }

    void tell_what_came(db::Tx& tx) const
    {
        if (fetched_ == 0) return;
        activities::record(job_.database, tx, job_.organization, {activities::ActorKind::system, 0, "Loggia"}, clock_.now(),
                           {.action = "feed.photos_fetched", .detail = {{"count", std::to_string(fetched_)}}, .also_on = {feed_.value}});
    }

    jobs::Context const& job_;
    Clock const& clock_;
    fetch::HttpClient const& client_;
    files::FileStore& files_;
    images::ImageProcessor& images_;
    std::int64_t fetched_ = 0;
    FeedId feed_;
};

}  // namespace

void enqueue_photo_fetch(db::Tx& tx, OrganizationId organization, Timestamp now)
{
    jobs::enqueue(tx, now, {photo_job, organization, "{}", {}, {}});
}

void register_photo_jobs(jobs::Runner& runner, Clock const& clock, fetch::HttpClient const& client, files::FileStore& files,
                         images::ImageProcessor& images)
{
    runner.on(photo_job, [&](jobs::Context& job) { PhotoFetch(job, clock, client, files, images).run(); });
}

}  // namespace loggia::feeds
