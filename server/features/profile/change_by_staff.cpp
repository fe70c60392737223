// SPDX-License-Identifier: Apache-2.0
#include "features/profile/change_by_staff.hpp"

#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/profile/address_change_mails.hpp"
#include "features/profile/profile_store.hpp"

namespace loggia::profile {

void tell_of_change_by_staff(db::Tx& tx, OrganizationId organization, ContactId contact, WaysToReach const& before,
                             WaysToReach const& after, Timestamp now)
{
    if (before.email == after.email && before.phone == after.phone) return;
    auto const entry = store::find_entry(tx, organization, contact);
    if (!entry) return;
    for (auto const purpose : {one_time::Purpose::password_reset, one_time::Purpose::sign_in_code})
        one_time::revoke(tx, {.organization = organization, .account = entry->account}, purpose);
    if (before.email && after.email && before.email != after.email)
        enqueue_farewell(tx, organization, {contact, entry->portal, *before.email, *after.email}, now);
    else if (before.phone != after.phone)
        notices::tell_client(tx, organization, entry->account, entry->portal, notices::Notice::phone_changed, now);
}

} // namespace loggia::profile
