-- SPDX-License-Identifier: Apache-2.0
-- Organizations, staff, sessions, and what every feature stands on. Ids are TSIDs, times are UTC milliseconds.

CREATE TABLE organizations (
    id          BIGINT NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    time_zone   TEXT   NOT NULL,            -- IANA name
    currency    TEXT   NOT NULL,            -- ISO 4217
    locale      TEXT   NOT NULL,            -- for contacts whose language is not known
    email       TEXT,
    phone       TEXT,
    website     TEXT,
    address     TEXT,
    demo        BIGINT NOT NULL DEFAULT 0,  -- made by `loggia demo`
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE users (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    name             TEXT   NOT NULL,
    email            TEXT   NOT NULL,
    email_folded     TEXT   NOT NULL,       -- unique in the installation: staff sign in without naming their organization
    phone            TEXT,
    role             TEXT   NOT NULL,       -- admin | agent
    locale           TEXT   NOT NULL,
    password_hash    TEXT   NOT NULL,
    active           BIGINT NOT NULL DEFAULT 1,
    created_at       BIGINT NOT NULL,
    last_sign_in_at  BIGINT,
    version          BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX users_by_email ON users (email_folded);

-- Staff and client sessions. Only the SHA-256 of the cookie's token is kept.
CREATE TABLE sessions (
    token_hash       TEXT   NOT NULL PRIMARY KEY,
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    kind             TEXT   NOT NULL,       -- staff | client
    user_id          BIGINT,                -- staff
    access_id        BIGINT,                -- client: account, contact and portal follow from it
    created_at       BIGINT NOT NULL,
    last_used_at     BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL,
    client_address   TEXT   NOT NULL,
    user_agent       TEXT   NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (organization_id, user_id);
CREATE INDEX sessions_by_access ON sessions (organization_id, access_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins per account and per address; `key` says which ("account:…", "address:…").
CREATE TABLE sign_in_failures (
    key              TEXT   NOT NULL PRIMARY KEY,
    count            BIGINT NOT NULL,
    last_at          BIGINT NOT NULL,
    blocked_until    BIGINT NOT NULL
);

CREATE TABLE idempotency_keys (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    actor_id         BIGINT NOT NULL,
    key              TEXT   NOT NULL,
    request_hash     TEXT   NOT NULL,
    status           BIGINT NOT NULL,
    body             TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, actor_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- The one source of timeline, audit, notifications and live events.
CREATE TABLE activities (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    action           TEXT   NOT NULL,       -- "deal.property_offered"
    actor_kind       TEXT   NOT NULL,       -- staff | contact | system
    actor_id         BIGINT,                -- users.id or contacts.id
    actor_name       TEXT   NOT NULL,       -- as it was then
    contact_id       BIGINT,                -- whom it concerns, when it is one contact
    deal_id          BIGINT,
    property_id      BIGINT,
    detail           TEXT   NOT NULL,       -- a small JSON object of texts for the sentence
    PRIMARY KEY (organization_id, id)
);

-- On whose timelines an activity stands: contacts, deals, properties, companies, feeds, portals.
CREATE TABLE activity_links (
    organization_id  BIGINT NOT NULL,
    subject_id       BIGINT NOT NULL,
    activity_id      BIGINT NOT NULL,
    PRIMARY KEY (organization_id, subject_id, activity_id),
    FOREIGN KEY (organization_id, activity_id) REFERENCES activities (organization_id, id)
);

CREATE TABLE jobs (
    id               BIGINT NOT NULL PRIMARY KEY,
    organization_id  BIGINT,                -- absent: the installation's own work
    kind             TEXT   NOT NULL,       -- "mail.invitation"
    payload          TEXT   NOT NULL,       -- JSON; never a secret
    key              TEXT,                  -- a job with the key of one that waits is not added again
    state            TEXT   NOT NULL,       -- waiting | running | dead
    attempts         BIGINT NOT NULL,
    run_at           BIGINT NOT NULL,
    leased_until     BIGINT NOT NULL,
    last_error       TEXT,
    created_at       BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (state, run_at, id);
CREATE UNIQUE INDEX jobs_by_key ON jobs (kind, key);
CREATE INDEX jobs_by_organization ON jobs (organization_id, state, id);

-- Content lies in the file store under its SHA-256; several rows may share one content.
CREATE TABLE files (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    sha256           TEXT   NOT NULL,
    media_type       TEXT   NOT NULL,       -- sniffed, never taken from the name
    size             BIGINT NOT NULL,       -- bytes
    name             TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX files_by_content ON files (sha256);
