// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// Reading mails as they lie in the outbox (RFC 5322 with MIME).
namespace loggia::test {

std::string decoded(std::string const& quoted_printable); // RFC 2045, section 6.7

// The part of this type, decoded; empty without one. Parts in base64 come as they are.
std::string part_of(std::string const& mail, std::string const& type);

std::string recipient_of(std::string const& mail); // the address in To

} // namespace loggia::test
