-- SPDX-License-Identifier: Apache-2.0
-- What platform/db/search.hpp finds: the words of an entry, and beside them its grams in an inverted index.

CREATE TABLE search_contacts (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE search_properties (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE search_deals (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE search_companies (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- sqlite:
CREATE VIRTUAL TABLE search_contacts_grams USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_properties_grams USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_deals_grams USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_companies_grams USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
-- end

-- postgresql:
-- Hashes, never text, without a wall of their own: they are read only together with the walled tables above. The owner is
-- the organization. Why they lie apart is said in platform/db/search_postgres.cpp.
CREATE TABLE search_contacts_grams (
    owner BIGINT    NOT NULL,
    id    BIGINT    NOT NULL,
    grams INTEGER[] NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX search_contacts_by_gram ON search_contacts_grams USING gin (grams) WITH (fastupdate = off);

CREATE TABLE search_properties_grams (
    owner BIGINT    NOT NULL,
    id    BIGINT    NOT NULL,
    grams INTEGER[] NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX search_properties_by_gram ON search_properties_grams USING gin (grams) WITH (fastupdate = off);

CREATE TABLE search_deals_grams (
    owner BIGINT    NOT NULL,
    id    BIGINT    NOT NULL,
    grams INTEGER[] NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX search_deals_by_gram ON search_deals_grams USING gin (grams) WITH (fastupdate = off);

CREATE TABLE search_companies_grams (
    owner BIGINT    NOT NULL,
    id    BIGINT    NOT NULL,
    grams INTEGER[] NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX search_companies_by_gram ON search_companies_grams USING gin (grams) WITH (fastupdate = off);
-- end
