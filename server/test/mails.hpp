// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// Reading mails of the outbox (RFC 5322 texts), as a person would.
namespace loggia::test {

// The plain text, its quoted-printable undone (RFC 2045, section 6.7).
std::string text_part(std::string const& mail);

// What stands behind "label: " on its line of the plain text; empty when it does not.
std::string fact_in(std::string const& mail, std::string const& label);

// What stands behind "#" of the first link that contains `path`: a secret that is never sent in an address.
std::string token_in(std::string const& mail, std::string const& path);

} // namespace loggia::test
