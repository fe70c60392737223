// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// Reading CBOR (RFC 8949) that a stranger sent, for WebAuthn. Only what authenticators write (CTAP2 canonical form): definite
// lengths, integers, strings, lists, maps, true, false and null. Texts and bytes are views into the input.
namespace loggia::auth::cbor {

struct Item {
    enum class Kind { integer, bytes, text, list, map, simple };

    Kind kind = Kind::simple;
    std::int64_t integer = 0;
    std::string_view string; // of bytes and text
    std::vector<Item> items; // of a list; of a map: key, value, key, value …

    // The value at this key of a map; null when it is no map, has no such key, or has it twice.
    Item const* at(std::int64_t key) const;
    Item const* at(std::string_view key) const;
};

// What bounds a hostile input, whatever lengths it claims.
inline constexpr int deepest = 8;
inline constexpr std::size_t most_items = 300;

struct Read {
    Item item;
    std::size_t size = 0; // bytes of the input it took
};

// The first item of the input; what follows it is the caller's matter. Nothing for what is no CBOR of this kind.
std::optional<Read> read_first(std::string_view input);

} // namespace loggia::auth::cbor
