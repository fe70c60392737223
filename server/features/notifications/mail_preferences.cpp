// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/mail_preferences.hpp"

#include "platform/auth/base64url.hpp"
#include "platform/json/writer.hpp"

namespace loggia::notifications {

namespace {

constexpr auto owner = "mail-preferences";

struct Named {
    OrganizationId organization;
    Audience audience = Audience::staff;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Named, (), (organization, audience, id))

} // namespace

std::string preferences_token(auth::Sealer const& sealer, MailReaderKey const& key)
{
    auto const named = json::to_text(Named{key.organization, key.recipient.audience, key.recipient.id});
    return auth::encode_base64url(sealer.seal(named, owner));
}

std::optional<MailReaderKey> parse_preferences_token(auth::Sealer const& sealer, std::string_view token)
{
    auto const sealed = auth::decode_base64url(token);
    auto const text = sealed ? sealer.open(*sealed, owner) : std::nullopt;
    if (!text) return std::nullopt;
    auto const named = json::read_text<Named>(*text);
    return MailReaderKey{named.organization, {named.audience, named.id}};
}

} // namespace loggia::notifications
