// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/portal.hpp"

// What the business allows for portals (PRODUCT 5.1, 5.4). Pure functions.
namespace loggia::portals {

// The colours of a new portal.
inline constexpr std::string_view default_primary = "#1c5a45";
inline constexpr std::string_view default_accent = "#f0a85c";
inline constexpr std::string_view default_header = "#12312a";

// "Mijn Vesper & Daal" → "mijn-vesper-daal"; the `attempt`-th choice carries its number ("mijn-vesper-daal-2").
Slug slug_from(std::string_view name, int attempt);

// Applies the changes and tidies texts: trimmed, blank ones absent. Throws Problem(invalid): "language_unknown" for a
// welcome text in a language the apps do not speak, "required" for a blank name.
Portal with_changes(Portal portal, PortalChanges const& changes);

// Whether a passkey can belong to this address: browsers bind them to a host's name, never to an IP address (WebAuthn Level 2,
// section 5.1.2, "effective domain").
bool can_have_passkeys(std::string_view public_url);

// The names of the members that differ, in order: "name,primary_colour".
std::string changed_fields(Portal const& before, Portal const& after);

// The text in the first of these languages that there is; any other when there is none of them.
std::optional<std::string> text_in(std::map<std::string, std::string> const& texts, std::vector<std::string> const& languages);

} // namespace loggia::portals
