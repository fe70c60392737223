// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

// Slows down whoever guesses passwords. Failures are counted for an account from one network address (10 are allowed),
// for an address whatever the account (50), and for an account from anywhere (100). Past the allowance each further
// failure closes the door for 1, 2, 4 … minutes, at most an hour. So one stranger's guessing does not lock the account's
// owner out, who comes from elsewhere, and many strangers together are slowed down too. A count that rested for a day
// starts anew.
//
// Nor do many strangers together lock the owner out (ADR 0012): a browser that signed in to the account before is counted
// by itself (10) and held by none of the three doors. Codes by mail or text and passkeys are not held by them either.
//
// The counts lie in the database, so they hold on every node and across restarts.
namespace loggia::sign_in {

struct Key {
    std::string text;
    std::int64_t allowance = 0; // failures that have no consequence
};

// A browser the account knows (known_devices.hpp).
struct Device {
    std::string hash;
};

struct Attempt {
    Key account_from_here;
    Key account;
    Key address;
    std::optional<Key> device{}; // from a known browser: this alone counts and holds
};

// Guessing at passwords and guessing at codes are counted apart, so that the one never closes the way of the other.
enum class Guessed { password, code };

// `audience` tells staff from the clients of one organization; `email` is folded. Only a hash of it is kept, whether or
// not there is such an account. All addresses of one IPv6 network of 64 bits count as one.
Attempt attempt(std::string_view audience, std::string_view email, std::string const& client_address, Guessed guessed = Guessed::password);
Attempt from(std::optional<Device> const& device, Attempt attempt);

// Throws Problem(too_many, "too_many_attempts") with the seconds to wait while the attempt is locked out.
void check(db::Tx& tx, Attempt const& attempt, Timestamp now);

// Whether this failure is the first that closes a door of the account, of those that a day did not pass between.
enum class LockOut { none, begins };
LockOut failed(db::Tx& tx, Attempt const& attempt, Timestamp now);

void succeeded(db::Tx& tx, Attempt const& attempt); // forgets the account's failures, not the address's

// True once in `span` for this account, whoever asks: what a lock-out is told of shall not become a flood of its own.
bool may_tell(db::Tx& tx, Attempt const& attempt, std::string_view what, std::chrono::hours span, Timestamp now);

// How long the door stays closed after the `failures`-th failure.
std::chrono::minutes lock_out(std::int64_t failures, std::int64_t allowance);

void remove_old(db::Tx& tx, Timestamp now);

} // namespace loggia::sign_in
