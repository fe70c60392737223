// SPDX-License-Identifier: Apache-2.0
#pragma once

struct sockaddr;

namespace loggia::fetch {

// Whether an address is on the open internet. False for loopback, private, link-local, shared (CGNAT), multicast,
// documentation and other special ranges of the IANA registries (RFC 6890), for IPv4 wrapped in IPv6 in any way but
// NAT64 to a public address, and for every family but IPv4 and IPv6.
bool is_public_address(sockaddr const& address);

}  // namespace loggia::fetch
