// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// For the files of the store alone.
namespace loggia::appointments::store {

inline constexpr std::string_view select_rows = R"(
    SELECT a.id, a.version, a.type, a.status, a.title, a.description, a.note, a.location, a.deal_id, a.property_id,
           p.title AS property_title, p.reference AS property_reference, p.price_amount AS property_price_amount,
           p.price_currency AS property_price_currency, p.street AS property_street, p.town AS property_town, p.latitude, p.longitude,
           p.photo_id, a.contact_id, c.first_name || ' ' || c.last_name AS contact_name, a.owner_id, u.name AS owner_name,
           a.preferred, a.proposed_by, a.starts_at, a.ends_at, a.cancel_reason, a.cancelled_by, a.completed_at, a.visible_to_contact,
           a.sequence, a.remind_at, a.sort_at, a.created_at, a.changed_at
    FROM appointments AS a
    LEFT JOIN properties AS p ON p.organization_id = a.organization_id AND p.id = a.property_id
    LEFT JOIN contacts AS c ON c.organization_id = a.organization_id AND c.id = a.contact_id
    LEFT JOIN users AS u ON u.organization_id = a.organization_id AND u.id = a.owner_id
)";

} // namespace loggia::appointments::store
