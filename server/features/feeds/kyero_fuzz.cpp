// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "features/feeds/kyero.hpp"

// Whatever the bytes are, the reader gives a feed or refuses it; and what it gives survives being written and read again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace loggia::feeds;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    KyeroFeed feed;
    try {
        feed = read_kyero(bytes, {.bytes = 1'000'000, .properties = 500, .property_bytes = 100'000, .notes = 20});
    } catch (FeedProblem const&) {
        return 0;
    }
    auto const again = read_kyero(write_kyero(feed));
    if (again.properties.size() != feed.properties.size()) std::abort();
    for (std::size_t i = 0; i < feed.properties.size(); ++i)
        if (again.properties[i].id != feed.properties[i].id) std::abort();
    return 0;
}
