// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal.hpp"
#include "features/registrations/registration.hpp"

// What is asked of somebody who registers. Pure functions.
namespace loggia::registrations {

// Problem(not_found, "registration_off").
void check_is_open(portals::Registration registration);

// Names trimmed, the language chosen. Problem(invalid): "required" for a blank name; "weak_password".
Applicant applicant_from(NewRegistration const& input, std::string_view accept_language);

RegistrationState state_after(portals::Registration registration);

// Six digits, however they were grouped: "123 456" is "123456".
std::string digits_of(std::string_view code);

} // namespace loggia::registrations
