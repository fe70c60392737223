// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"

// Slows down whoever guesses passwords. Failures are counted for an account from one network address (10 are allowed),
// for an address whatever the account (50), and for an account from anywhere (100). Past the allowance each further
// failure closes the door for 1, 2, 4 … minutes, at most an hour. So one stranger's guessing does not lock the account's
// owner out, who comes from elsewhere, and many strangers together are slowed down too. A count that rested for a day
// starts anew.
namespace loggia::sign_in {

struct Key {
    std::string text;
    std::int64_t allowance = 0; // failures that have no consequence
};

struct Attempt {
    Key account_from_here;
    Key account;
    Key address;
};

// `audience` tells staff from the clients of one organization; `email` is folded. Only a hash of it is kept, whether or
// not there is such an account. All addresses of one IPv6 network of 64 bits count as one.
Attempt attempt(std::string_view audience, std::string_view email, std::string const& client_address);

// Throws Problem(too_many, "too_many_attempts") with the seconds to wait while the attempt is locked out.
void check(db::Tx& tx, Attempt const& attempt, Timestamp now);
void failed(db::Tx& tx, Attempt const& attempt, Timestamp now);
void succeeded(db::Tx& tx, Attempt const& attempt); // forgets the account's failures, not the address's

// How long the door stays closed after the `failures`-th failure.
std::chrono::minutes lock_out(std::int64_t failures, std::int64_t allowance);

void remove_old(db::Tx& tx, Timestamp now);

} // namespace loggia::sign_in
