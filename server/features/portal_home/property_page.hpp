// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portal_home/home_rules.hpp"
#include "platform/http/message.hpp"

// Puts the portal's answers together from offers and properties, in few statements whatever their number.
namespace loggia::portal_home {

// In the order of `offers`.
std::vector<PropertyCard> cards_of(std::vector<deals::ContactOffer const*> const& offers, Timestamp now);

PortalHome home_of(http::Request& request);

// Problem(not_found, "property_not_found") unless the property is offered to the client who asks.
PropertyPage page_of(http::Request& request, PropertyId property);

} // namespace loggia::portal_home
