-- SPDX-License-Identifier: Apache-2.0
-- Who gets in, how, and what they may then do.

ALTER TABLE organizations ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'optional';    -- of staff: optional | required
ALTER TABLE organizations ADD COLUMN impersonation TEXT NOT NULL DEFAULT 'read_only';   -- off | read_only | act
ALTER TABLE organizations ADD COLUMN safety_version BIGINT NOT NULL DEFAULT 1;          -- of these two together

ALTER TABLE users ADD COLUMN totp_secret TEXT;                              -- sealed (platform/auth/sealed.hpp)
ALTER TABLE users ADD COLUMN totp_pending TEXT;                             -- sealed; not confirmed yet
ALTER TABLE users ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0;      -- RFC 6238 step last used: none counts twice
ALTER TABLE users ADD COLUMN has_second_factor BIGINT NOT NULL DEFAULT 0;   -- a confirmed TOTP key or a passkey

ALTER TABLE contacts ADD COLUMN photo TEXT;  -- JSON {colour, variants}: the person's own picture

ALTER TABLE portals ADD COLUMN registration TEXT NOT NULL DEFAULT 'off';    -- off | open | approval
ALTER TABLE portals ADD COLUMN sign_in_codes BIGINT NOT NULL DEFAULT 1;
ALTER TABLE portals ADD COLUMN new_level TEXT NOT NULL DEFAULT 'standard';  -- of those who register themselves
ALTER TABLE portals ADD COLUMN retention_days BIGINT;                       -- absent: shared things stay

ALTER TABLE accounts ADD COLUMN email_verified TEXT;  -- folded: the address that was last proven to be the person's
ALTER TABLE accounts ADD COLUMN phone_verified TEXT;  -- E.164: likewise
ALTER TABLE accounts ADD COLUMN tour TEXT NOT NULL DEFAULT 'due';           -- due | done

-- The state of an access may also be "pending": registered, and waiting for staff to approve.
-- Rights and kinds of records are sets of bits (platform/auth/rights.hpp).
ALTER TABLE accesses ADD COLUMN rights_granted BIGINT NOT NULL DEFAULT 0;   -- beyond the level
ALTER TABLE accesses ADD COLUMN rights_denied BIGINT NOT NULL DEFAULT 0;    -- in spite of the level
ALTER TABLE accesses ADD COLUMN company_scope BIGINT NOT NULL DEFAULT 0;    -- kinds of records seen for the whole company
ALTER TABLE accesses ADD COLUMN retention_days BIGINT;                      -- absent: the portal's
ALTER TABLE accesses ADD COLUMN delivery TEXT;                              -- of the invitation: queued | sent | failed | by_hand
ALTER TABLE accesses ADD COLUMN delivery_at BIGINT;
ALTER TABLE accesses ADD COLUMN delivery_error TEXT;                        -- a code, never a server's words
ALTER TABLE accesses ADD COLUMN last_contact_id BIGINT;                     -- for whom the person acted last
ALTER TABLE accesses ADD COLUMN last_company_id BIGINT;
ALTER TABLE accesses ADD COLUMN expiry_told BIGINT NOT NULL DEFAULT 0;      -- the invitation's end stands on the timeline
CREATE INDEX accesses_to_expire ON accesses (expires_at, id) WHERE state = 'invited' AND expiry_told = 0;
CREATE INDEX accesses_to_approve ON accesses (organization_id, id) WHERE state = 'pending';

-- Further contacts an account may act for; its own contact needs no row.
CREATE TABLE account_contacts (
    organization_id  BIGINT NOT NULL,
    account_id       BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    granted_by       BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, account_id, contact_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, granted_by) REFERENCES users (organization_id, id)
);
CREATE INDEX account_contacts_by_contact ON account_contacts (organization_id, contact_id);

ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'password';  -- password | code | passkey | link | impersonation
ALTER TABLE sessions ADD COLUMN acting_contact_id BIGINT;                 -- client: for whom; absent: the account's own contact
ALTER TABLE sessions ADD COLUMN acting_company_id BIGINT;                 -- client: for which company, when there are several
ALTER TABLE sessions ADD COLUMN identity_chosen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN impersonator_id BIGINT;                   -- staff who look through this client's eyes
ALTER TABLE sessions ADD COLUMN impersonator_session_id BIGINT;           -- ends with it
ALTER TABLE sessions ADD COLUMN impersonation TEXT;                       -- read_only | act
CREATE INDEX sessions_by_id ON sessions (organization_id, id);
CREATE INDEX sessions_by_impersonator ON sessions (organization_id, impersonator_session_id);

-- Secrets that work once: links and codes in mails and messages, and the challenges of second steps and passkeys. Kept are
-- hashes alone. A row without a person stands for an address nobody has: it costs and answers the same.
CREATE TABLE one_time_secrets (
    token_hash       TEXT   NOT NULL PRIMARY KEY,
    organization_id  BIGINT NOT NULL,        -- 0: not known
    id               BIGINT NOT NULL,
    purpose          TEXT   NOT NULL,
    user_id          BIGINT,
    account_id       BIGINT,
    portal_id        BIGINT,
    code_hash        TEXT,                   -- absent: no code (yet), or the token alone is the secret
    second_code_hash TEXT,
    payload          TEXT   NOT NULL,        -- JSON of the purpose; never a secret in clear
    tries            BIGINT NOT NULL DEFAULT 0,
    created_at       BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL
);
CREATE INDEX one_time_secrets_by_id ON one_time_secrets (organization_id, id);
CREATE INDEX one_time_secrets_by_account ON one_time_secrets (organization_id, account_id, purpose);
CREATE INDEX one_time_secrets_by_user ON one_time_secrets (organization_id, user_id, purpose);
CREATE INDEX one_time_secrets_by_expiry ON one_time_secrets (expires_at);

-- WebAuthn credentials of staff (user_id) and of clients (account_id).
CREATE TABLE passkeys (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    user_id          BIGINT,
    account_id       BIGINT,
    credential_id    TEXT   NOT NULL,        -- base64url; unique in the installation
    public_key       TEXT   NOT NULL,        -- base64url of the COSE key (RFC 9052)
    sign_count       BIGINT NOT NULL,
    name             TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    last_used_at     BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_user ON passkeys (organization_id, user_id, id);
CREATE INDEX passkeys_by_account ON passkeys (organization_id, account_id, id);

CREATE TABLE recovery_codes (
    organization_id  BIGINT NOT NULL,
    user_id          BIGINT NOT NULL,
    code_hash        TEXT   NOT NULL,
    PRIMARY KEY (organization_id, user_id, code_hash),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
);

-- Browsers that signed in to an account before: others' guessing does not lock them out.
CREATE TABLE known_devices (
    token_hash       TEXT   NOT NULL PRIMARY KEY,
    organization_id  BIGINT NOT NULL,
    user_id          BIGINT,
    account_id       BIGINT,
    last_used_at     BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL
);
CREATE INDEX known_devices_by_expiry ON known_devices (expires_at);
CREATE INDEX known_devices_by_account ON known_devices (organization_id, account_id);
CREATE INDEX known_devices_by_user ON known_devices (organization_id, user_id);

-- The record is also the audit log: from where, and on whose behalf.
ALTER TABLE activities ADD COLUMN client_address TEXT;
ALTER TABLE activities ADD COLUMN on_behalf_of_id BIGINT;    -- the contact staff acted for while impersonating
ALTER TABLE activities ADD COLUMN on_behalf_of_name TEXT;
ALTER TABLE activities ADD COLUMN category TEXT NOT NULL DEFAULT 'data';  -- by features/activities/category.cpp
UPDATE activities SET category = 'sign_in' WHERE action IN ('portal.signed_in', 'staff.signed_in');
UPDATE activities SET category = 'access' WHERE action LIKE 'access.%';
UPDATE activities SET category = 'safety' WHERE action IN ('account.password_changed', 'staff.password_changed');
UPDATE activities SET category = 'settings'
WHERE  action IN ('portal.created', 'portal.changed', 'portal.switched_on', 'portal.switched_off', 'portal.address_changed',
                  'feed.created', 'feed.changed');
CREATE INDEX activities_by_time ON activities (organization_id, at, id);
CREATE INDEX activities_by_actor ON activities (organization_id, actor_id, at, id);
CREATE INDEX activities_by_category ON activities (organization_id, category, at, id) WHERE category <> 'data';

-- What was recorded stays as it was.
-- sqlite:
CREATE TRIGGER activities_are_never_changed BEFORE UPDATE ON activities
BEGIN SELECT RAISE(ABORT, 'activities are append-only'); END;
CREATE TRIGGER activities_are_never_removed BEFORE DELETE ON activities
BEGIN SELECT RAISE(ABORT, 'activities are append-only'); END;
-- end
-- postgresql:
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'activities are append-only'; END $$;
CREATE TRIGGER activities_are_never_changed BEFORE UPDATE OR DELETE ON activities
FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER activities_are_never_emptied BEFORE TRUNCATE ON activities
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- end
