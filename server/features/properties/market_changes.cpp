// SPDX-License-Identifier: Apache-2.0
#include "features/properties/market_changes.hpp"

#include <charconv>

namespace loggia::properties {

namespace {

constexpr std::string_view price_changed = "property.price_changed";
constexpr std::string_view status_changed = "property.status_changed";

using Detail = std::map<std::string, std::string>;

struct ActRow {
    std::string action;
    Timestamp at;
    Detail detail;
};
BOOST_DESCRIBE_STRUCT(ActRow, (), (action, at, detail))

struct ToldRow {
    ContactId contact_id;
};
BOOST_DESCRIBE_STRUCT(ToldRow, (), (contact_id))

std::optional<std::string> find(Detail const& detail, std::string const& name)
{
    auto const found = detail.find(name);
    return found == detail.end() ? std::nullopt : std::optional(found->second);
}

void put_price(Detail& detail, std::string const& side, std::optional<Money> const& price)
{
    if (!price) return;
    detail[side + "_amount"] = std::to_string(price->amount);
    detail[side + "_currency"] = price->currency;
}

std::optional<Money> read_price(Detail const& detail, std::string const& side)
{
    auto const amount = find(detail, side + "_amount");
    auto const currency = find(detail, side + "_currency");
    if (!amount || !currency) return std::nullopt;
    Money price{0, *currency};
    auto const* const end = amount->data() + amount->size();
    auto const [rest, error] = std::from_chars(amount->data(), end, price.amount);
    return error == std::errc() && rest == end ? std::optional(price) : std::nullopt;
}

std::optional<PropertyStatus> read_status(Detail const& detail, std::string const& side)
{
    auto const name = find(detail, side);
    return name ? json::enum_value<PropertyStatus>(*name) : std::nullopt;
}

} // namespace

std::vector<activities::Act> market_acts(PropertyId property, Market const& before, Market const& after, std::vector<ContactId> const& told)
{
    std::vector<activities::Act> acts;
    auto const add = [&](std::string_view action, Detail detail) {
        activities::Act act{.action = std::string(action), .property = property};
        act.detail = std::move(detail);
        if (after.status != PropertyStatus::draft) act.told = told;
        acts.push_back(std::move(act));
    };
    if (before.price != after.price) {
        Detail detail;
        put_price(detail, "from", before.price);
        put_price(detail, "to", after.price);
        add(price_changed, std::move(detail));
    }
    if (before.status != after.status)
        add(status_changed, {{"from", std::string(json::enum_name(before.status))}, {"to", std::string(json::enum_name(after.status))}});
    return acts;
}

std::optional<MarketChange> to_market_change(std::string_view action, Timestamp at, Detail const& detail)
{
    MarketChange change;
    change.at = at;
    if (action == price_changed) {
        change.price_from = read_price(detail, "from");
        change.price_to = read_price(detail, "to");
        return change.price_from == change.price_to ? std::nullopt : std::optional(change);
    }
    if (action != status_changed) return std::nullopt;
    change.kind = MarketChangeKind::status;
    change.status_from = read_status(detail, "from");
    change.status_to = read_status(detail, "to");
    bool const is_known = change.status_from && change.status_to;
    bool const in_preparation = change.status_from == PropertyStatus::draft || change.status_to == PropertyStatus::draft;
    return is_known && !in_preparation ? std::optional(change) : std::nullopt;
}

std::vector<MarketChange> market_changes(db::Tx& tx, OrganizationId organization, PropertyId property, Timestamp since)
{
    std::vector<MarketChange> changes;
    for (auto const& row : tx.rows<ActRow>(R"(
            SELECT   a.action, a.at, a.detail
            FROM     activity_links AS l
            JOIN     activities AS a ON a.organization_id = l.organization_id AND a.id = l.activity_id
            WHERE    l.organization_id = $1 AND l.subject_id = $2 AND a.at >= $3
              AND    a.action IN ('property.price_changed', 'property.status_changed')
            ORDER BY a.at DESC, a.id DESC
            LIMIT    50
        )",
                                           organization, property, since))
        if (auto const change = to_market_change(row.action, row.at, row.detail)) changes.push_back(*change);
    return changes;
}

std::vector<ContactId> contacts_offered_now(db::Tx& tx, OrganizationId organization, PropertyId property)
{
    std::vector<ContactId> contacts;
    for (auto const& row : tx.rows<ToldRow>(R"(
            SELECT   DISTINCT c.contact_id
            FROM     offers AS o
            JOIN     deals AS d ON d.organization_id = o.organization_id AND d.id = o.deal_id
            JOIN     stages AS s ON s.organization_id = d.organization_id AND s.id = d.stage_id
            JOIN     deal_contacts AS c ON c.organization_id = o.organization_id AND c.deal_id = o.deal_id
            WHERE    o.organization_id = $1 AND o.property_id = $2 AND s.kind = 'open'
            ORDER BY c.contact_id
        )",
                                            organization, property))
        contacts.push_back(row.contact_id);
    return contacts;
}

} // namespace loggia::properties
