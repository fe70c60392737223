// SPDX-License-Identifier: Apache-2.0
#include "app/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace loggia::app {

template <class Metric>
static Metric& single(prometheus::Family<Metric>& family) { return family.Add({}); }

static prometheus::Gauge& gauge(prometheus::Registry& registry, char const* name, char const* help)
{
    return single(prometheus::BuildGauge().Name(name).Help(help).Register(registry));
}

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      requests_(prometheus::BuildCounter().Name("loggia_http_requests_total").Help("Requests answered.").Register(*registry_)),
      seconds_(prometheus::BuildHistogram().Name("loggia_http_request_seconds").Help("Time to answer.").Register(*registry_)),
      connections_(gauge(*registry_, "loggia_http_connections", "Open connections.")),
      live_streams_(gauge(*registry_, "loggia_live_streams", "Open live streams.")),
      waiting_jobs_(gauge(*registry_, "loggia_jobs_waiting", "Jobs that wait or run.")),
      dead_jobs_(gauge(*registry_, "loggia_jobs_dead", "Jobs that failed too often.")),
      hashes_(prometheus::BuildCounter().Name("loggia_password_hashes_total").Help("Passwords hashed.").Register(*registry_)),
      hashes_refused_(single(prometheus::BuildCounter()
                                 .Name("loggia_password_hashes_refused_total")
                                 .Help("Sign-ins refused as busy.")
                                 .Register(*registry_)))
{
}

Metrics::PerRoute Metrics::make(http::Route const* route)
{
    std::string const name = route ? std::string(http::to_text(route->verb)) + " " + route->pattern : "page";
    PerRoute entry;
    for (std::size_t digit = 1; digit < entry.by_class.size(); ++digit)
        entry.by_class[digit] = &requests_.Add({{"route", name}, {"status", std::to_string(digit) + "xx"}});
    entry.seconds = &seconds_.Add({{"route", name}}, prometheus::Histogram::BucketBoundaries{0.001, 0.005, 0.02, 0.1, 0.5, 2});
    return entry;
}

void Metrics::observe(http::Route const* route, unsigned status, std::chrono::nanoseconds taken)
{
    PerRoute entry;
    {
        std::lock_guard const lock(mutex_);
        auto [found, fresh] = routes_.try_emplace(route);
        if (fresh) found->second = make(route);
        entry = found->second;
    }
    if (auto const digit = status / 100; digit >= 1 && digit <= 5) entry.by_class[digit]->Increment();
    entry.seconds->Observe(std::chrono::duration<double>(taken).count());
}

// Brings a counter to what was counted elsewhere.
static void follow(prometheus::Counter& counter, std::uint64_t count)
{
    counter.Increment(static_cast<double>(count) - counter.Value());
}

std::string Metrics::render(std::size_t connections, std::size_t live_streams, std::size_t waiting_jobs, std::size_t dead_jobs,
                            auth::HashingGate::Statistics const& hashing)
{
    follow(hashes_.Add({{"turn", "proven"}}), hashing.hashed - hashing.hashed_for_strangers);
    follow(hashes_.Add({{"turn", "stranger"}}), hashing.hashed_for_strangers);
    follow(hashes_refused_, hashing.refused);
    connections_.Set(static_cast<double>(connections));
    live_streams_.Set(static_cast<double>(live_streams));
    waiting_jobs_.Set(static_cast<double>(waiting_jobs));
    dead_jobs_.Set(static_cast<double>(dead_jobs));
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace loggia::app
