// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include "platform/clock.hpp"
#include "platform/id.hpp"
#include "platform/json/json.hpp"

// Staff who see a portal exactly as one of its clients does (PRODUCT 5.14): for an hour, until they leave it or sign out, or
// the client's access is blocked or removed. Whether they may also act is the organization's choice at the start. What they
// do is recorded as theirs, on behalf of the contact; what is for the person's own hands stays closed (http::Access).
namespace loggia::impersonations {

// What an organization allows.
enum class Policy { off, read_only, act };
BOOST_DESCRIBE_ENUM(Policy, off, read_only, act)

enum class Mode { read_only, act };
BOOST_DESCRIBE_ENUM(Mode, read_only, act)

struct NewImpersonation {
    PortalId portal_id;
};
BOOST_DESCRIBE_STRUCT(NewImpersonation, (), (portal_id))

struct StartedImpersonation {
    std::string address; // "/<slug>/"
    Timestamp ends_at;
    Mode mode = Mode::read_only;
};
BOOST_DESCRIBE_STRUCT(StartedImpersonation, (), (address, ends_at, mode))

} // namespace loggia::impersonations
