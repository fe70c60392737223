// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/message.hpp"

// The address of a portal as a browser sees it: which portal a slug names, and its branded first page.
namespace loggia::portals {

struct PortalPage {
    std::string slug; // the present one; an old one leads here
    std::string name;
    std::string primary_colour;
    std::string header_colour;
};

// The switched-on portal that has or had this slug.
std::optional<PortalPage> find_page(db::Tx& tx, std::string_view slug);

// The app's index with this portal's name, colours and manifest. The marks in the file are @title@ and <meta name="loggia-head">.
std::string branded_page(std::string const& index, PortalPage const& portal);
std::string unknown_page(std::string const& index);

http::Response manifest(PortalPage const& portal);

} // namespace loggia::portals
