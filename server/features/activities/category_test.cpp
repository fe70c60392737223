// SPDX-License-Identifier: Apache-2.0
#include "features/activities/category.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace loggia::activities {

TEST(ActivityCategory, FollowsFromTheAction)
{
    std::vector<std::pair<char const*, Category>> const table = {
        {"portal.signed_in", Category::sign_in},
        {"staff.signed_in", Category::sign_in},
        {"account.locked_out", Category::sign_in},
        {"staff.locked_out", Category::sign_in},
        {"access.invited", Category::access},
        {"access.rights_changed", Category::access},
        {"access.stands_for_added", Category::access},
        {"account.password_changed", Category::safety},
        {"account.email_changed", Category::safety},
        {"account.sessions_ended", Category::safety},
        {"staff.second_factor_removed", Category::safety},
        {"staff.passkey_added", Category::safety},
        {"security.changed", Category::safety},
        {"audit.exported", Category::safety},
        {"impersonation.started", Category::impersonation},
        {"impersonation.ended", Category::impersonation},
        {"portal.created", Category::settings},
        {"portal.switched_off", Category::settings},
        {"feed.changed", Category::settings},
        {"portal.property_seen", Category::data},
        {"feed.imported", Category::data},
        {"deal.property_offered", Category::data},
        {"contact.updated", Category::data},
        {"appointment.requested", Category::data},
        {"accessory.sold", Category::data},
        {"", Category::data},
    };
    for (auto const& [action, category] : table) EXPECT_EQ(category_of(action), category) << action;
}

} // namespace loggia::activities
