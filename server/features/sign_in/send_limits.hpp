// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

// Bounds what a stranger can have sent, or stored, by asking: codes, links to a new password, challenges. One person's
// address cannot be flooded from one network, one network cannot ask for many people, and a telephone is texted a few times
// a day only. A network that asks too often waits; the owner, who comes from elsewhere, does not: there is no limit for a
// person from everywhere but that of texts, and mail still goes out then.
namespace loggia::sign_in {

// How often something may happen within a span that begins with the first time.
struct Allowance {
    std::int64_t times = 1;
    std::chrono::minutes span{60};
};

inline constexpr Allowance sends_to_one{5, std::chrono::minutes(15)};
inline constexpr Allowance sends_from_network{100, std::chrono::minutes(60)};
inline constexpr Allowance challenges_from_network{300, std::chrono::minutes(60)};
inline constexpr Allowance texts_to_one{10, std::chrono::minutes(24 * 60)};

// Counts one request to send something to `login` (as typed, folded; only its hash is kept). `audience` tells staff from the
// clients of one organization. To be called alike whether or not the login exists.
// Throws Problem(too_many, "too_many_attempts") with the seconds to wait.
void count_send(db::Tx& tx, std::string_view audience, std::string_view login, std::string const& client_address, Timestamp now);

// Counts one challenge that somebody not signed in asked for. The same Problem.
void count_challenge(db::Tx& tx, std::string const& client_address, Timestamp now);

// Counts one text message to a person; false when they had enough today and mail is to be used instead.
bool count_text(db::Tx& tx, OrganizationId organization, std::string_view person, Timestamp now);

} // namespace loggia::sign_in
