-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE portals (
    organization_id   BIGINT NOT NULL REFERENCES organizations (id),
    id                BIGINT NOT NULL,
    slug              TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    tagline           TEXT,
    welcome           TEXT   NOT NULL,      -- JSON object: language to text
    enabled           BIGINT NOT NULL DEFAULT 0,
    enabled_at        BIGINT,
    invitation_style  TEXT   NOT NULL,      -- temporary_password | activation_link
    primary_colour    TEXT   NOT NULL,      -- "#rrggbb"
    accent_colour     TEXT   NOT NULL,
    header_colour     TEXT   NOT NULL,
    support_name      TEXT,
    support_email     TEXT,
    support_phone     TEXT,
    created_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);

-- Every address a portal has or had: unique in the installation, an old one leads to the present one.
CREATE TABLE portal_slugs (
    slug             TEXT   NOT NULL PRIMARY KEY,
    organization_id  BIGINT NOT NULL,
    portal_id        BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    FOREIGN KEY (organization_id, portal_id) REFERENCES portals (organization_id, id)
);
CREATE INDEX portal_slugs_by_portal ON portal_slugs (organization_id, portal_id);

-- A contact's login. The address to sign in with is the contact's own.
CREATE TABLE accounts (
    organization_id       BIGINT NOT NULL,
    id                    BIGINT NOT NULL,
    contact_id            BIGINT NOT NULL,
    password_hash         TEXT,
    must_change_password  BIGINT NOT NULL DEFAULT 0,
    password_expires_at   BIGINT,           -- of a temporary password
    created_at            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);
CREATE UNIQUE INDEX accounts_by_contact ON accounts (organization_id, contact_id);

-- An account's entry to one portal.
CREATE TABLE accesses (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    account_id       BIGINT NOT NULL,
    portal_id        BIGINT NOT NULL,
    level            TEXT   NOT NULL,       -- basic | standard | extended
    state            TEXT   NOT NULL,       -- invited | active | blocked  (an invitation past its time reads as expired)
    invited_by       BIGINT,
    invited_at       BIGINT,
    expires_at       BIGINT,                -- of the invitation
    last_sign_in_at  BIGINT,
    created_at       BIGINT NOT NULL,
    generation       BIGINT NOT NULL DEFAULT 1,  -- counts the invitations: only the newest one's secret is good
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
    FOREIGN KEY (organization_id, portal_id) REFERENCES portals (organization_id, id)
);
CREATE UNIQUE INDEX accesses_by_account ON accesses (organization_id, account_id, portal_id);
CREATE INDEX accesses_by_portal ON accesses (organization_id, portal_id, id);

-- When a contact first opened the page of a property.
CREATE TABLE property_sights (
    organization_id  BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, contact_id, property_id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
