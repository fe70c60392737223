// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands.hpp"

namespace loggia::app {

struct NewOrganization {
    SetupOptions options;
    std::string password;  // of the administrator
};

// Creates the organization with its default pipeline, its portal (switched off) and its first administrator, all or
// nothing. Gives the portal's slug. Throws std::runtime_error saying which option is wrong.
std::string set_up_organization(Services const& services, NewOrganization const& organization);

}  // namespace loggia::app
