// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/clock.hpp"
#include "platform/push/encryption.hpp"

// Who sends a push, told to the push service (VAPID, RFC 8292).
namespace loggia::push {

// The value of the Authorization header for this endpoint: a token signed with ES256 (RFC 7515, RFC 7518) that is good for twelve
// hours, and the public key. `subject` is where an operator of the service reaches us: "mailto:…" or "https://…".
std::string authorization(KeyPair const& keys, std::string_view endpoint, std::string_view subject, Timestamp now);

// "https://host" or "https://host:port" of an address.
std::string origin_of(std::string_view endpoint);

} // namespace loggia::push
