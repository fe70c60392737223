// SPDX-License-Identifier: Apache-2.0
#include "features/notifications/notification_view.hpp"

#include <algorithm>

namespace loggia::notifications {

namespace {

std::string text_in(Notification const& notification, char const* name)
{
    auto const found = notification.detail.find(name);
    return found == notification.detail.end() ? std::string() : found->second;
}

// The catalogue's own name of a stage or a status, where it has one.
std::string destination(Notification const& notification, i18n::Catalogue const& catalogue, std::string_view locale)
{
    auto const to = text_in(notification, "to");
    auto const key = notification.action == "property.status_changed" ? "common.property.status." + to
                                                                      : "common.stage." + text_in(notification, "to_key");
    return catalogue.has(locale, key) ? catalogue.format(locale, key) : to;
}

} // namespace

Notification shown(store::Row row, Recipient const& recipient, auth::Rights rights)
{
    Notification notification = std::move(row);
    if (recipient.audience == Audience::staff) return notification;
    if (notification.contact_id && notification.contact_id->value != recipient.id) {
        notification.contact_id.reset();
        notification.contact_name.reset();
    }
    if (!rights.has(auth::Right::properties)) {
        notification.property_id.reset();
        notification.property_title.reset();
    }
    notification.detail = detail_for_client(std::move(notification.detail));
    return notification;
}

std::string sentence_of(Notification const& notification, i18n::Catalogue const& catalogue, std::string_view locale)
{
    auto key = "notification." + notification.action;
    std::ranges::replace(key.begin() + std::ssize(std::string_view("notification.")), key.end(), '.', '_');
    return catalogue.format(locale, key,
                            {{"actor", notification.actor_name},
                             {"contact", notification.contact_name.value_or("")},
                             {"deal", notification.deal_title.value_or("")},
                             {"property", notification.property_title.value_or("")},
                             {"title", text_in(notification, "title")},
                             {"type", text_in(notification, "type")},
                             {"stars", text_in(notification, "stars")},
                             {"kind", text_in(notification, "kind")},
                             {"portal", text_in(notification, "portal")},
                             {"to", destination(notification, catalogue, locale)}});
}

} // namespace loggia::notifications
