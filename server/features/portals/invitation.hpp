// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/portals/access_store.hpp"
#include "features/portals/portal_mails.hpp"

// What an invitation says, whether it is mailed or handed over. Its secret exists in clear text only while it is written: it is
// made here, stored as a hash, and put into the text (ADR 0009).
namespace loggia::portals {

struct Invited {
    store::AccessRow access;
    store::FaceRow portal;
};

// To whom, and to what: at least one portal; all of one account.
struct Invitation {
    std::vector<Invited> invited;
    Recipient recipient;
    std::string time_zone;
};

// Nothing when the contact has no e-mail address any more.
std::optional<Recipient> find_recipient(db::Tx& tx, OrganizationId organization, ContactId contact);
std::string time_zone_of(db::Tx& tx, OrganizationId organization);

struct Secret {
    Carries carries = Carries::nothing;
    std::string password;      // of Carries::temporary_password,
    std::string password_hash; // and its Argon2id hash
    std::string link;          // of Carries::activation_link: made by store_secret
    Timestamp expires_at;
};

// Takes as long as a hash when it carries a password: to be called outside of transactions.
Secret make_secret(Invitation const& invitation, MailServices const& services, Timestamp now);

// How the invitation reaches the contact. Who follows a mailed link has proved the address.
enum class Way { mail, hand };

// In the caller's write transaction: starts the 72 hours of those that are still wanted, keeps only these in `invitation`, and
// stores the secret in place of an earlier one. False when nothing is left to be said.
bool store_secret(db::Tx& tx, OrganizationId organization, Invitation& invitation, Secret& secret, Way way, MailServices const& services,
                  Timestamp now);

mail::Content content_of(Invitation const& invitation, Secret const& secret, MailServices const& services);
std::string subject_of(Invitation const& invitation, MailServices const& services);

} // namespace loggia::portals
