// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/sign_in/sign_in_limits.hpp"
#include "platform/http/message.hpp"

// Browsers that signed in to an account before (ADR 0012): a random token in a cookie that outlives sessions. It opens
// nothing; but whoever guesses at the account from elsewhere does not lock such a browser out, and its sign-in is not kept
// waiting by theirs. Kept is a hash of the token and the account, so that one browser may know several accounts.
namespace loggia::sign_in {

inline constexpr std::chrono::hours device_lifetime{24 * 180}; // since the last sign-in

// Whose browser it is: of a staff member or of a client's account.
struct DeviceOwner {
    OrganizationId organization;
    UserId user{};
    AccountId account{};
};

// The browser that asks, when it is known to the account.
std::optional<Device> find_device(db::Tx& tx, http::Head const& head, DeviceOwner const& owner, Timestamp now);

// Makes it known, after a sign-in by whatever way. Gives the Set-Cookie to answer with.
std::string remember_device(db::Tx& tx, http::Head const& head, DeviceOwner const& owner, Timestamp now);

// The others are strangers from now on: after the password was changed, or all other sessions were ended.
void forget_other_devices(db::Tx& tx, http::Head const& head, DeviceOwner const& owner);

void remove_expired_devices(db::Tx& tx, Timestamp now);

} // namespace loggia::sign_in
