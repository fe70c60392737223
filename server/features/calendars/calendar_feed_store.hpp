// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/calendars/calendar_feed.hpp"

// Every statement on calendar feeds.
namespace loggia::calendars::store {

// Whose it is: of a user, or of an access that acts for a contact.
struct Subscriber {
    UserId user{};
    AccessId access{};
    ContactId contact{};
};

std::optional<Timestamp> made_at(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber);
void insert(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber, std::string const& token_hash, Timestamp now);
bool remove(db::Tx& tx, OrganizationId organization, Subscriber const& subscriber); // whether there was one

struct FeedRow {
    OrganizationId organization_id;
    std::optional<UserId> user_id;
    std::optional<AccessId> access_id;
    std::optional<ContactId> contact_id;
};
BOOST_DESCRIBE_STRUCT(FeedRow, (), (organization_id, user_id, access_id, contact_id))
// Over all organizations: the token alone says which.
std::optional<FeedRow> find(db::Tx& tx, std::string const& token_hash);

// A staff member who is active.
struct UserRow {
    std::string name;
    Locale locale;
    std::string organization_name;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (name, locale, organization_name))
std::optional<UserRow> find_user(db::Tx& tx, OrganizationId organization, UserId user);

// An access that lets its person in now, for itself or a contact it still stands for, with all that limits what is seen.
struct AccessRow {
    Locale locale;
    std::string portal_name;
    std::string portal_slug;
    auth::Level level = auth::Level::basic;
    std::int64_t rights_granted = 0;
    std::int64_t rights_denied = 0;
    std::int64_t company_scope = 0;
    std::optional<CompanyId> company_id; // the first of the person's own, when it acts for itself
    std::optional<std::int64_t> retention_days;
};
BOOST_DESCRIBE_STRUCT(AccessRow, (),
                      (locale, portal_name, portal_slug, level, rights_granted, rights_denied, company_scope, company_id, retention_days))
std::optional<AccessRow> find_access(db::Tx& tx, OrganizationId organization, AccessId access, ContactId contact);

} // namespace loggia::calendars::store
