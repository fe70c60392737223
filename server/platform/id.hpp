// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace loggia {

// Crockford base 32 (https://www.crockford.com/base32.html), 13 characters, upper case written, either case read.
std::string encode_id(std::int64_t value);
void append_id(std::string& out, std::int64_t value);
std::optional<std::int64_t> decode_id(std::string_view text); // exactly 13 characters, else nothing

// A time-ordered identifier (TSID). A deal's id cannot be handed to a function that wants a property's.
template <class Tag>
struct Id {
    std::int64_t value = 0;

    auto operator<=>(Id const&) const = default;
    explicit operator bool() const { return value != 0; }
    std::string text() const { return encode_id(value); }
    static std::optional<Id> parse(std::string_view text)
    {
        if (auto const value = decode_id(text)) return Id{*value};
        return std::nullopt;
    }
};

using OrganizationId = Id<struct OrganizationTag>;
using UserId = Id<struct UserTag>;       // a staff member
using ContactId = Id<struct ContactTag>; // a person in the CRM
using CompanyId = Id<struct CompanyTag>;
using PropertyId = Id<struct PropertyTag>;
using PhotoId = Id<struct PhotoTag>;
using FeedId = Id<struct FeedTag>;
using DealId = Id<struct DealTag>;
using PipelineId = Id<struct PipelineTag>;
using StageId = Id<struct StageTag>;
using PortalId = Id<struct PortalTag>;
using AccountId = Id<struct AccountTag>; // a contact's login
using AccessId = Id<struct AccessTag>;   // one account's entry to one portal
using SessionId = Id<struct SessionTag>;
using SecretId = Id<struct SecretTag>; // a secret that works once
using PasskeyId = Id<struct PasskeyTag>;
using ActivityId = Id<struct ActivityTag>;
using JobId = Id<struct JobTag>;
using AppointmentId = Id<struct AppointmentTag>;
using ConversationId = Id<struct ConversationTag>;
using MessageId = Id<struct MessageTag>;
using NotificationId = Id<struct NotificationTag>;
using PushSubscriptionId = Id<struct PushSubscriptionTag>; // a browser that takes pushes

// 42 bits of milliseconds since 2020-01-01 (enough until 2159; positive until 2089) and 22 random bits, never repeated
// and rising within this process.
std::int64_t next_id();

template <class IdType>
IdType new_id()
{
    return IdType{next_id()};
}

} // namespace loggia

template <class Tag>
struct std::hash<loggia::Id<Tag>> {
    std::size_t operator()(loggia::Id<Tag> const& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
