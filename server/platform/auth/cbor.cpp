// SPDX-License-Identifier: Apache-2.0
#include "platform/auth/cbor.hpp"

#include <cbor.h>

#include <limits>

namespace loggia::auth::cbor {

namespace {

// One step of libcbor's streaming decoder. It allocates nothing, so a length that lies costs nothing; the tree-building
// cbor_load() would allocate, and touch, as much as a list claims to hold.
struct Event {
    Item item;
    std::uint64_t count = 0; // of a list or map: how many items or pairs follow
    bool refused = false;
};

Event& event(void* context)
{
    return *static_cast<Event*>(context);
}

void set_integer(void* context, std::uint64_t value, bool negative)
{
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        event(context).refused = true;
        return;
    }
    event(context).item.kind = Item::Kind::integer;
    event(context).item.integer = negative ? -1 - static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

void set_string(void* context, Item::Kind kind, cbor_data data, std::size_t size)
{
    event(context).item.kind = kind;
    event(context).item.string = {reinterpret_cast<char const*>(data), size};
}

void set_collection(void* context, Item::Kind kind, std::uint64_t count)
{
    event(context).item.kind = kind;
    event(context).count = count;
}

void refuse(void* context)
{
    event(context).refused = true;
}

cbor_callbacks make_callbacks()
{
    cbor_callbacks callbacks{};
    callbacks.uint8 = [](void* context, std::uint8_t value) { set_integer(context, value, false); };
    callbacks.uint16 = [](void* context, std::uint16_t value) { set_integer(context, value, false); };
    callbacks.uint32 = [](void* context, std::uint32_t value) { set_integer(context, value, false); };
    callbacks.uint64 = [](void* context, std::uint64_t value) { set_integer(context, value, false); };
    callbacks.negint8 = [](void* context, std::uint8_t value) { set_integer(context, value, true); };
    callbacks.negint16 = [](void* context, std::uint16_t value) { set_integer(context, value, true); };
    callbacks.negint32 = [](void* context, std::uint32_t value) { set_integer(context, value, true); };
    callbacks.negint64 = [](void* context, std::uint64_t value) { set_integer(context, value, true); };
    callbacks.byte_string = [](void* context, cbor_data data, std::size_t size) { set_string(context, Item::Kind::bytes, data, size); };
    callbacks.string = [](void* context, cbor_data data, std::size_t size) { set_string(context, Item::Kind::text, data, size); };
    callbacks.array_start = [](void* context, std::size_t count) { set_collection(context, Item::Kind::list, count); };
    callbacks.map_start = [](void* context, std::size_t count) { set_collection(context, Item::Kind::map, count); };
    callbacks.boolean = [](void* context, bool value) { event(context).item.integer = value ? 1 : 0; };
    callbacks.null = [](void*) {};
    callbacks.byte_string_start = callbacks.string_start = callbacks.indef_array_start = callbacks.indef_map_start = refuse;
    callbacks.indef_break = callbacks.undefined = refuse;
    callbacks.tag = [](void* context, std::uint64_t) { refuse(context); };
    callbacks.float2 = callbacks.float4 = [](void* context, float) { refuse(context); };
    callbacks.float8 = [](void* context, double) { refuse(context); };
    return callbacks;
}

class Parser {
public:
    explicit Parser(std::string_view input) : input_(input) {}

    std::optional<Item> read(int depth)
    {
        if (depth > deepest || ++items_ > most_items) return std::nullopt;
        auto const rest = input_.substr(position_);
        Event step;
        auto const result = cbor_stream_decode(reinterpret_cast<cbor_data>(rest.data()), rest.size(), &callbacks_, &step);
        if (result.status != CBOR_DECODER_FINISHED || step.refused) return std::nullopt;
        position_ += result.read;
        if (step.count > rest.size()) return std::nullopt; // each of them takes a byte at least
        auto const each = step.item.kind == Item::Kind::map ? 2U : 1U;
        for (std::uint64_t i = 0; i < step.count * each; ++i) {
            auto item = read(depth + 1);
            if (!item) return std::nullopt;
            step.item.items.push_back(*std::move(item));
        }
        return std::move(step.item);
    }
    std::size_t position() const { return position_; }

private:
    std::string_view input_;
    std::size_t position_ = 0;
    std::size_t items_ = 0;
    cbor_callbacks const callbacks_ = make_callbacks();
};

template <class Matches>
Item const* only_one(Item const& map, Matches const& matches)
{
    if (map.kind != Item::Kind::map) return nullptr;
    Item const* found = nullptr;
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (!matches(map.items[i])) continue;
        if (found) return nullptr;
        found = &map.items[i + 1];
    }
    return found;
}

} // namespace

Item const* Item::at(std::int64_t key) const
{
    return only_one(*this, [&](Item const& each) { return each.kind == Kind::integer && each.integer == key; });
}

Item const* Item::at(std::string_view key) const
{
    return only_one(*this, [&](Item const& each) { return each.kind == Kind::text && each.string == key; });
}

std::optional<Read> read_first(std::string_view input)
{
    Parser parser(input);
    auto item = parser.read(0);
    if (!item) return std::nullopt;
    return Read{*std::move(item), parser.position()};
}

} // namespace loggia::auth::cbor
