-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE companies (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    name             TEXT   NOT NULL,
    name_folded      TEXT   NOT NULL,       -- for sorting: ICU Any-Latin; Latin-ASCII; Lower
    email            TEXT,
    phone            TEXT,
    website          TEXT,
    address          TEXT,
    notes            TEXT,
    created_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX companies_by_name ON companies (organization_id, name_folded, id);

CREATE TABLE contacts (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    kind             TEXT   NOT NULL,       -- client | partner | lead
    status           TEXT   NOT NULL,       -- added | invited | active | blocked: follows the contact's accesses
    first_name       TEXT   NOT NULL,
    last_name        TEXT   NOT NULL,
    name_folded      TEXT   NOT NULL,       -- "de wit sanne", for sorting
    email            TEXT,
    email_folded     TEXT,
    phone            TEXT,                  -- E.164
    locale           TEXT   NOT NULL,
    owner_id         BIGINT,
    source           TEXT,
    tags             TEXT   NOT NULL,       -- JSON list of texts
    addresses        TEXT   NOT NULL,       -- JSON list of addresses
    notes            TEXT,
    last_sign_in_at  BIGINT,
    created_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id)
);
CREATE UNIQUE INDEX contacts_by_email ON contacts (organization_id, email_folded);
-- The columns after id let the remaining filters be answered from the index alone.
CREATE INDEX contacts_by_kind ON contacts (organization_id, kind, id);
CREATE INDEX contacts_by_kind_and_status ON contacts (organization_id, kind, status, id, owner_id);
CREATE INDEX contacts_by_kind_and_name ON contacts (organization_id, kind, name_folded, id, status, owner_id);
CREATE INDEX contacts_by_name ON contacts (organization_id, name_folded, id, status, owner_id);
CREATE INDEX contacts_by_status ON contacts (organization_id, status, id);
CREATE INDEX contacts_by_owner ON contacts (organization_id, owner_id, id, status);
CREATE INDEX contacts_by_owner_and_kind ON contacts (organization_id, owner_id, kind, id, status);

CREATE TABLE company_people (
    organization_id  BIGINT NOT NULL,
    company_id       BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, company_id, contact_id),
    FOREIGN KEY (organization_id, company_id) REFERENCES companies (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);
CREATE INDEX company_people_by_contact ON company_people (organization_id, contact_id, company_id);
