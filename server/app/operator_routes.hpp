// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/app.hpp"

namespace loggia::app {

// /healthz, /readyz, /metrics, the OpenAPI document, and (on loopback, while mails go to the outbox) /dev/outbox.
void add_operator_routes(http::Router& router, Services const& services, Metrics& metrics, std::function<std::size_t()> connections);

}  // namespace loggia::app
