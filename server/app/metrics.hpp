// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <functional>
#include <memory>

#include "platform/auth/hashing_gate.hpp"
#include "platform/http/router.hpp"

namespace loggia::app {

// Counters for Prometheus. The counters of a route are looked up once, at its first request.
class Metrics {
public:
    Metrics();

    void observe(http::Route const* route, unsigned status, std::chrono::nanoseconds taken);
    std::string render(std::size_t connections, std::size_t live_streams, std::size_t waiting_jobs, std::size_t dead_jobs,
                       auth::HashingGate::Statistics const& hashing);

private:
    struct PerRoute {
        std::array<prometheus::Counter*, 6> by_class{};  // 1xx … 5xx, at their digit
        prometheus::Histogram* seconds = nullptr;
    };
    PerRoute make(http::Route const* route);

    std::shared_ptr<prometheus::Registry> registry_;
    prometheus::Family<prometheus::Counter>& requests_;
    prometheus::Family<prometheus::Histogram>& seconds_;
    prometheus::Gauge& connections_;
    prometheus::Gauge& live_streams_;
    prometheus::Gauge& waiting_jobs_;
    prometheus::Gauge& dead_jobs_;
    prometheus::Family<prometheus::Counter>& hashes_;
    prometheus::Counter& hashes_refused_;
    std::mutex mutex_;
    std::map<http::Route const*, PerRoute> routes_;
};

}  // namespace loggia::app
