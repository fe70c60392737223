// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/passkeys/passkey.hpp"

// Every statement about passkeys.
namespace loggia::passkeys::store {

std::vector<Passkey> passkeys_of(db::Tx& tx, Owner const& owner);
std::optional<Passkey> find_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey);
std::vector<std::string> credential_ids_of(db::Tx& tx, Owner const& owner); // base64url

// False when somebody has this credential already.
bool insert_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey, auth::webauthn::Credential const& credential,
                    std::string const& name, Timestamp now);
void rename_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey, std::string const& name);
void remove_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey);
void remove_all(db::Tx& tx, Owner const& owner);

struct CredentialRow {
    OrganizationId organization_id;
    PasskeyId id;
    std::optional<UserId> user_id;
    std::optional<AccountId> account_id;
    std::string public_key;
    std::int64_t sign_count = 0;
};
BOOST_DESCRIBE_STRUCT(CredentialRow, (), (organization_id, id, user_id, account_id, public_key, sign_count))
// By the id that is unique in the installation, as nobody has signed in yet. `credential_id` in bytes.
std::optional<CredentialRow> find_credential(db::Tx& tx, std::string_view credential_id);

// False when the passkey was used or removed meanwhile, so that one answer does not open two sessions with a counter.
bool mark_used(db::Tx& tx, CredentialRow const& credential, std::int64_t sign_count, Timestamp now);

// Whose name a new passkey gets in the person's list.
struct PersonRow {
    std::string name;
    std::string login; // e-mail address; empty without one
    std::string place; // portal or organization
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (name, login, place))
std::optional<PersonRow> find_client(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal);
std::optional<PersonRow> find_user(db::Tx& tx, OrganizationId organization, UserId user);

} // namespace loggia::passkeys::store
