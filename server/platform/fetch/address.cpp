// SPDX-License-Identifier: Apache-2.0
#include "platform/fetch/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace loggia::fetch {
namespace {

struct Range4 {
    std::uint32_t first;
    int width;  // leading bits that count
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    return a << 24U | b << 16U | c << 8U | d;
}

constexpr std::array<Range4, 15> special4 = {{
    {ip(0, 0, 0, 0), 8},        // this network
    {ip(10, 0, 0, 0), 8},       // private
    {ip(100, 64, 0, 0), 10},    // shared address space (CGNAT)
    {ip(127, 0, 0, 0), 8},      // loopback
    {ip(169, 254, 0, 0), 16},   // link-local, where clouds keep their metadata
    {ip(172, 16, 0, 0), 12},    // private
    {ip(192, 0, 0, 0), 24},     // protocol assignments
    {ip(192, 0, 2, 0), 24},     // documentation
    {ip(192, 88, 99, 0), 24},   // 6to4 relays
    {ip(192, 168, 0, 0), 16},   // private
    {ip(198, 18, 0, 0), 15},    // benchmarks
    {ip(198, 51, 100, 0), 24},  // documentation
    {ip(203, 0, 113, 0), 24},   // documentation
    {ip(224, 0, 0, 0), 4},      // multicast
    {ip(240, 0, 0, 0), 4},      // reserved, broadcast
}};

bool is_public4(std::uint32_t address)
{
    return std::none_of(special4.begin(), special4.end(),
                        [&](Range4 const& range) { return (address ^ range.first) >> (32 - range.width) == 0; });
}

using Bytes6 = std::array<unsigned char, 16>;

template <std::size_t Count>
bool starts_with(Bytes6 const& address, std::array<unsigned char, Count> const& prefix)
{
    return std::equal(prefix.begin(), prefix.end(), address.begin());
}

bool is_public6(Bytes6 const& address)
{
    constexpr std::array<unsigned char, 12> nat64 = {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
    if (starts_with(address, nat64)) return is_public4(ip(address[12], address[13], address[14], address[15]));
    if (address[0] >> 5U != 1) return false;  // only 2000::/3 is given out for the internet
    auto const is_protocol = address[0] == 0x20 && address[1] == 0x01 && address[2] <= 0x01;  // 2001::/23, with Teredo
    constexpr std::array<unsigned char, 4> documentation = {0x20, 0x01, 0x0D, 0xB8};
    constexpr std::array<unsigned char, 2> six_to_four = {0x20, 0x02};
    auto const is_new_documentation = address[0] == 0x3F && address[1] == 0xFF && address[2] <= 0x0F;  // 3fff::/20
    return !is_protocol && !starts_with(address, documentation) && !starts_with(address, six_to_four) && !is_new_documentation;
}

}  // namespace

bool is_public_address(sockaddr const& address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        return is_public4(ntohl(four.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address, sizeof six);
        Bytes6 bytes{};
        std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
        return is_public6(bytes);
    }
    return false;
}

}  // namespace loggia::fetch
