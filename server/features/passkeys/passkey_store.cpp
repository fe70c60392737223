// SPDX-License-Identifier: Apache-2.0
#include "features/passkeys/passkey_store.hpp"

#include "platform/auth/base64url.hpp"

namespace loggia::passkeys::store {

namespace {

// One statement for each kind of owner, so that each finds its index.
struct OwnedBy {
    std::string_view user;
    std::string_view account;

    std::string_view for_owner(Owner const& owner) const { return owner.user ? user : account; }
};

std::int64_t number_of(Owner const& owner)
{
    return owner.user ? owner.user.value : owner.account.value;
}

struct IdRow {
    std::string credential_id;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (credential_id))

} // namespace

std::vector<Passkey> passkeys_of(db::Tx& tx, Owner const& owner)
{
    constexpr OwnedBy sql{R"(
        SELECT id, name, created_at, last_used_at FROM passkeys WHERE organization_id = $1 AND user_id = $2 ORDER BY id
    )",
                          R"(
        SELECT id, name, created_at, last_used_at FROM passkeys WHERE organization_id = $1 AND account_id = $2 ORDER BY id
    )"};
    return tx.rows<Passkey>(sql.for_owner(owner), owner.organization, number_of(owner));
}

std::optional<Passkey> find_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey)
{
    constexpr OwnedBy sql{R"(
        SELECT id, name, created_at, last_used_at FROM passkeys WHERE organization_id = $1 AND user_id = $2 AND id = $3
    )",
                          R"(
        SELECT id, name, created_at, last_used_at FROM passkeys WHERE organization_id = $1 AND account_id = $2 AND id = $3
    )"};
    return tx.find<Passkey>(sql.for_owner(owner), owner.organization, number_of(owner), passkey);
}

std::vector<std::string> credential_ids_of(db::Tx& tx, Owner const& owner)
{
    constexpr OwnedBy sql{"SELECT credential_id FROM passkeys WHERE organization_id = $1 AND user_id = $2 ORDER BY id",
                          "SELECT credential_id FROM passkeys WHERE organization_id = $1 AND account_id = $2 ORDER BY id"};
    std::vector<std::string> ids;
    for (auto& row : tx.rows<IdRow>(sql.for_owner(owner), owner.organization, number_of(owner)))
        ids.push_back(std::move(row.credential_id));
    return ids;
}

bool insert_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey, auth::webauthn::Credential const& credential,
                    std::string const& name, Timestamp now)
{
    auto const user = owner.user ? std::optional(owner.user) : std::nullopt;
    auto const account = owner.user ? std::nullopt : std::optional(owner.account);
    return tx.run(R"(
        INSERT INTO passkeys (organization_id, id, user_id, account_id, credential_id, public_key, sign_count, name, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (credential_id) DO NOTHING
    )",
                  owner.organization, passkey, user, account, auth::encode_base64url(credential.id), credential.public_key,
                  credential.sign_count, name, now) > 0;
}

void rename_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey, std::string const& name)
{
    constexpr OwnedBy sql{"UPDATE passkeys SET name = $4 WHERE organization_id = $1 AND user_id = $2 AND id = $3",
                          "UPDATE passkeys SET name = $4 WHERE organization_id = $1 AND account_id = $2 AND id = $3"};
    tx.run(sql.for_owner(owner), owner.organization, number_of(owner), passkey, name);
}

void remove_passkey(db::Tx& tx, Owner const& owner, PasskeyId passkey)
{
    constexpr OwnedBy sql{"DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2 AND id = $3",
                          "DELETE FROM passkeys WHERE organization_id = $1 AND account_id = $2 AND id = $3"};
    tx.run(sql.for_owner(owner), owner.organization, number_of(owner), passkey);
}

void remove_all(db::Tx& tx, Owner const& owner)
{
    constexpr OwnedBy sql{"DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2",
                          "DELETE FROM passkeys WHERE organization_id = $1 AND account_id = $2"};
    tx.run(sql.for_owner(owner), owner.organization, number_of(owner));
}

std::optional<CredentialRow> find_credential(db::Tx& tx, std::string_view credential_id)
{
    return tx.find<CredentialRow>(R"(
        SELECT organization_id, id, user_id, account_id, public_key, sign_count FROM passkeys WHERE credential_id = $1
    )",
                                  auth::encode_base64url(credential_id));
}

bool mark_used(db::Tx& tx, CredentialRow const& credential, std::int64_t sign_count, Timestamp now)
{
    return tx.run(R"(
        UPDATE passkeys SET sign_count = $4, last_used_at = $5 WHERE organization_id = $1 AND id = $2 AND sign_count = $3
    )",
                  credential.organization_id, credential.id, credential.sign_count, sign_count, now) > 0;
}

std::optional<PersonRow> find_client(db::Tx& tx, OrganizationId organization, AccountId account, PortalId portal)
{
    return tx.find<PersonRow>(R"(
        SELECT contacts.first_name || ' ' || contacts.last_name AS name, COALESCE(contacts.email, '') AS login, portals.name AS place
        FROM   accounts
        JOIN   contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
        JOIN   portals ON portals.organization_id = accounts.organization_id AND portals.id = $3
        WHERE  accounts.organization_id = $1 AND accounts.id = $2
    )",
                              organization, account, portal);
}

std::optional<PersonRow> find_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.find<PersonRow>(R"(
        SELECT users.name, users.email AS login, organizations.name AS place
        FROM   users
        JOIN   organizations ON organizations.id = users.organization_id
        WHERE  users.organization_id = $1 AND users.id = $2
    )",
                              organization, user);
}

} // namespace loggia::passkeys::store
