// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/contacts/contact.hpp"

namespace loggia::contacts {

// A page of the contacts that pass the filters. Problem: invalid invalid_cursor.
http::Page<ContactRow> page_of_contacts(db::Tx& tx, OrganizationId organization, ContactQuery const& query);

}  // namespace loggia::contacts
