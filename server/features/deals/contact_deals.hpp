// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/db/database.hpp"
#include "platform/json/json.hpp"

namespace loggia::deals {

// What there is to be seen in a portal by this contact, in numbers.
struct DealsInShort {
    std::int64_t open = 0;
    std::int64_t closed = 0; // won and lost
    std::int64_t offers = 0; // in all of them
};
BOOST_DESCRIBE_STRUCT(DealsInShort, (), (open, closed, offers))

DealsInShort deals_in_short(db::Tx& tx, OrganizationId organization, ContactId contact);

} // namespace loggia::deals
