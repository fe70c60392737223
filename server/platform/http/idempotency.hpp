// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "platform/http/message.hpp"

namespace loggia::http {

// A POST with an Idempotency-Key is carried out once: a repetition within 24 hours by the same person gets the stored
// answer (with Idempotency-Replayed: true), one with another body is refused (422 idempotency_key_reused). The answer
// is stored in the request's own transaction. Other requests just run.
Response with_idempotency(Request& request, std::function<Response()> const& run);

}  // namespace loggia::http
