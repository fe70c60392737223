// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/push_subscription.hpp"

#include <algorithm>
#include <array>

#include "platform/auth/base64url.hpp"

namespace loggia::notifications {

namespace {

std::string first_of(std::string_view user_agent, std::span<std::pair<std::string_view, std::string_view> const> marks)
{
    for (auto const& [mark, name] : marks)
        if (user_agent.find(mark) != std::string_view::npos) return std::string(name);
    return {};
}

std::string host_of(std::string_view endpoint)
{
    auto host = push::origin_of(endpoint).substr(endpoint.find("://") + 3);
    if (auto const port = host.rfind(':'); port != std::string::npos && host.back() != ']') host.resize(port);
    std::ranges::transform(host, host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return host;
}

std::string decoded(std::string const& text, char const* field)
{
    std::string unpadded = text;
    while (!unpadded.empty() && unpadded.back() == '=') unpadded.pop_back();
    if (auto bytes = auth::decode_base64url(unpadded)) return *std::move(bytes);
    throw Problem(Fault::invalid, "invalid_body", "This is no key of a browser.",
                  {{std::string("/") + field, "invalid_format", "must be base64url"}});
}

} // namespace

std::string device_of(std::string_view user_agent)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> browsers = {{{"Edg", "Edge"},
                                                                                               {"OPR/", "Opera"},
                                                                                               {"SamsungBrowser", "Samsung Internet"},
                                                                                               {"Firefox", "Firefox"},
                                                                                               {"Chrom", "Chrome"},
                                                                                               {"Safari", "Safari"}}};
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> systems = {{{"iPhone", "iPhone"},
                                                                                              {"iPad", "iPad"},
                                                                                              {"Android", "Android"},
                                                                                              {"Windows", "Windows"},
                                                                                              {"Mac OS X", "macOS"},
                                                                                              {"CrOS", "ChromeOS"},
                                                                                              {"Linux", "Linux"}}};
    auto const browser = first_of(user_agent, browsers);
    auto const system = first_of(user_agent, systems);
    if (browser.empty() || system.empty()) return browser.empty() ? (system.empty() ? "Browser" : system) : browser;
    return browser + " · " + system;
}

push::Subscription check(NewPushSubscription const& input, std::vector<std::string> const& allowed_hosts)
{
    auto const& endpoint = input.endpoint.text();
    bool const is_allowed = std::ranges::find(allowed_hosts, host_of(endpoint)) != allowed_hosts.end();
    if (!endpoint.starts_with("https://") && !is_allowed)
        throw Problem(Fault::invalid, "endpoint_refused", "Push services are reached by https.", "endpoint");
    push::Subscription subscription{endpoint, {decoded(input.p256dh, "p256dh"), decoded(input.auth, "auth")}};
    std::vector<FieldError> wrong;
    if (!push::is_public_key(subscription.keys.public_key)) wrong.push_back({"/p256dh", "invalid_format", "must be a point on P-256"});
    if (subscription.keys.auth_secret.size() != push::auth_secret_size) wrong.push_back({"/auth", "invalid_format", "must be 16 bytes"});
    if (!wrong.empty()) throw Problem(Fault::invalid, "invalid_body", "These are no keys of a browser.", std::move(wrong));
    return subscription;
}

void remove_silent_subscriptions(db::Tx& tx, Timestamp now)
{
    tx.run(R"(
        DELETE FROM push_subscriptions
        WHERE  NOT EXISTS (SELECT 1 FROM sessions
                           WHERE  sessions.organization_id = push_subscriptions.organization_id
                             AND  sessions.id = push_subscriptions.session_id AND sessions.expires_at > $1)
    )",
           now);
}

namespace store {

void put_subscription(db::Tx& tx, OrganizationId organization, NewPushRow const& row, Timestamp now)
{
    tx.run("DELETE FROM push_subscriptions WHERE organization_id = $1 AND endpoint_hash = $2", organization, row.endpoint_hash);
    tx.run(R"(
        INSERT INTO push_subscriptions (organization_id, id, audience, recipient_id, portal_id, session_id, endpoint_hash, sealed, device,
                                        created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )",
           organization, row.id, row.recipient.audience, row.recipient.id, row.portal, row.session, row.endpoint_hash, row.sealed,
           row.device, now);
}

std::vector<PushSubscriptionShown> subscriptions_of(db::Tx& tx, OrganizationId organization, Recipient const& recipient, Timestamp now)
{
    return tx.rows<PushSubscriptionShown>(R"(
        SELECT p.id, p.device, p.created_at
        FROM   push_subscriptions AS p
        JOIN   sessions AS s ON s.organization_id = p.organization_id AND s.id = p.session_id AND s.expires_at > $3
        WHERE  p.organization_id = $1 AND p.recipient_id = $2
        ORDER  BY p.id
    )",
                                          organization, recipient.id, now);
}

std::optional<PushRow> find_subscription(db::Tx& tx, OrganizationId organization, PushSubscriptionId subscription, Timestamp now)
{
    return tx.find<PushRow>(R"(
        SELECT p.id, p.audience, p.recipient_id, p.portal_id, p.sealed
        FROM   push_subscriptions AS p
        JOIN   sessions AS s ON s.organization_id = p.organization_id AND s.id = p.session_id AND s.expires_at > $3
        WHERE  p.organization_id = $1 AND p.id = $2
    )",
                            organization, subscription, now);
}

bool delete_subscription(db::Tx& tx, OrganizationId organization, Recipient const& recipient, PushSubscriptionId subscription)
{
    return tx.run("DELETE FROM push_subscriptions WHERE organization_id = $1 AND recipient_id = $2 AND id = $3", organization, recipient.id,
                  subscription) == 1;
}

void delete_subscription(db::Tx& tx, OrganizationId organization, PushSubscriptionId subscription)
{
    tx.run("DELETE FROM push_subscriptions WHERE organization_id = $1 AND id = $2", organization, subscription);
}

} // namespace store

} // namespace loggia::notifications
