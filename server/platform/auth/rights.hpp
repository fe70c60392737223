// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cstdint>
#include <initializer_list>
#include <vector>

// What a client may do in a portal (PRODUCT 5.8), as sets that fit a column. The place of each word is its bit in the
// database: new ones are added at the end.
namespace loggia::auth {

enum class Right {
    properties, // see the homes offered, judge them, keep favourites
    documents,  // see
    download,
    upload,
    notes,    // add
    messages, // receive
    send_messages,
    appointments,   // see
    schedule,       // ask for viewings, cancel
    other_contacts, // see the others of a deal or company
    invoices,       // see, pay
    tickets,
};
BOOST_DESCRIBE_ENUM(Right, properties, documents, download, upload, notes, messages, send_messages, appointments, schedule, other_contacts,
                    invoices, tickets)

// The kinds of records that may be seen for the whole company instead of one's own only.
enum class RecordKind { properties, appointments, documents, messages, invoices, tickets };
BOOST_DESCRIBE_ENUM(RecordKind, properties, appointments, documents, messages, invoices, tickets)

template <class E>
class FlagSet {
public:
    constexpr FlagSet() = default;
    constexpr FlagSet(std::initializer_list<E> members)
    {
        for (auto const member : members) bits_ |= bit(member);
    }
    static constexpr FlagSet from_bits(std::int64_t bits)
    {
        FlagSet set;
        set.bits_ = bits;
        return set;
    }
    static FlagSet of(std::vector<E> const& members)
    {
        FlagSet set;
        for (auto const member : members) set.bits_ |= bit(member);
        return set;
    }

    constexpr bool has(E member) const { return (bits_ & bit(member)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::int64_t bits() const { return bits_; }
    constexpr FlagSet with(FlagSet other) const { return from_bits(bits_ | other.bits_); }
    constexpr FlagSet without(FlagSet other) const { return from_bits(bits_ & ~other.bits_); }
    constexpr bool operator==(FlagSet const&) const = default;

    // In the order of the enum.
    std::vector<E> members() const
    {
        std::vector<E> result;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
            if (has(enumerator.value)) result.push_back(enumerator.value);
        });
        return result;
    }

private:
    static constexpr std::int64_t bit(E member) { return std::int64_t{1} << static_cast<int>(member); }
    std::int64_t bits_ = 0;
};

using Rights = FlagSet<Right>;
using RecordKinds = FlagSet<RecordKind>;

enum class Level { basic, standard, extended };
BOOST_DESCRIBE_ENUM(Level, basic, standard, extended)

// What a level allows by itself.
constexpr Rights rights_of(Level level)
{
    constexpr Rights basic{Right::properties, Right::documents, Right::download, Right::messages, Right::invoices};
    constexpr Rights standard = basic.with({Right::send_messages, Right::appointments, Right::schedule, Right::tickets});
    constexpr Rights extended = standard.with({Right::upload, Right::notes, Right::other_contacts});
    switch (level) {
    case Level::basic:
        return basic;
    case Level::standard:
        return standard;
    case Level::extended:
        return extended;
    }
    return {};
}

// A level with what was allowed beyond it and forbidden in spite of it. A right that needs another one goes with it: who
// may not see appointments cannot ask for one, and likewise for messages and documents.
constexpr Rights effective_rights(Level level, Rights granted, Rights denied)
{
    auto rights = rights_of(level).with(granted).without(denied);
    if (!rights.has(Right::appointments)) rights = rights.without({Right::schedule});
    if (!rights.has(Right::messages)) rights = rights.without({Right::send_messages});
    if (!rights.has(Right::documents)) rights = rights.without({Right::download, Right::upload});
    return rights;
}

} // namespace loggia::auth
