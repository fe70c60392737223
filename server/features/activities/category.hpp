// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>

#include <string_view>

namespace loggia::activities {

// What an activity is about, for who looks through the audit log. `data` is the daily work: contacts, homes, deals.
enum class Category { sign_in, access, safety, impersonation, data, settings };
BOOST_DESCRIBE_ENUM(Category, sign_in, access, safety, impersonation, data, settings)

// By the action's name. It is stored with the activity when it is recorded, so that an index finds it.
Category category_of(std::string_view action);

} // namespace loggia::activities
