// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <variant>

#include <pugixml.hpp>

#include "features/feeds/kyero.hpp"
#include "features/feeds/kyero_fields.hpp"

namespace loggia::feeds {

// Reads one <property>. The refusal's line is left to the caller.
std::variant<KyeroProperty, KyeroRefusal> read_property(pugi::xml_node element, KyeroNotes& notes);

}  // namespace loggia::feeds
