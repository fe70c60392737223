-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE feeds (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    name             TEXT   NOT NULL,
    url              TEXT,                  -- absent: files are uploaded
    schedule         TEXT   NOT NULL,       -- manual | hourly | daily
    etag             TEXT,                  -- of the last fetch, for a conditional one
    last_run_at      BIGINT,
    created_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE feed_runs (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    feed_id          BIGINT NOT NULL,
    state            TEXT   NOT NULL,       -- queued | running | done | failed
    started_at       BIGINT NOT NULL,
    finished_at      BIGINT,
    created          BIGINT NOT NULL DEFAULT 0,
    updated          BIGINT NOT NULL DEFAULT 0,
    unchanged        BIGINT NOT NULL DEFAULT 0,
    withdrawn        BIGINT NOT NULL DEFAULT 0,
    refused          BIGINT NOT NULL DEFAULT 0,
    error_code       TEXT,
    error_message    TEXT,
    error_line       BIGINT,                -- where the feed is broken, from 1
    error_column     BIGINT,
    notes            TEXT   NOT NULL,       -- JSON list: unknown elements and repairs
    leased_until     BIGINT NOT NULL DEFAULT 0,  -- while it is running: a run whose process died is taken over after this
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, feed_id) REFERENCES feeds (organization_id, id)
);
CREATE INDEX feed_runs_by_feed ON feed_runs (organization_id, feed_id, id);

CREATE TABLE feed_run_entries (
    organization_id  BIGINT NOT NULL,
    run_id           BIGINT NOT NULL,
    number           BIGINT NOT NULL,
    feed_property    TEXT   NOT NULL,       -- the feed's own id
    reference        TEXT   NOT NULL,
    outcome          TEXT   NOT NULL,       -- created | updated | withdrawn | refused
    code             TEXT   NOT NULL,       -- why it was refused; empty for the others
    message          TEXT   NOT NULL,
    PRIMARY KEY (organization_id, run_id, number),
    FOREIGN KEY (organization_id, run_id) REFERENCES feed_runs (organization_id, id)
);

CREATE TABLE properties (
    organization_id      BIGINT NOT NULL REFERENCES organizations (id),
    id                   BIGINT NOT NULL,
    reference            TEXT   NOT NULL,
    title                TEXT   NOT NULL,   -- a short name: "Villa Aljibe", or street and number
    type                 TEXT   NOT NULL,   -- villa, apartment, … (features/properties/property.hpp)
    purpose              TEXT   NOT NULL,   -- sale | rent (the transaction of PRODUCT 3.1; that word is reserved in SQL)
    price_amount         BIGINT,            -- minor units; absent: on request
    price_currency       TEXT   NOT NULL,
    status               TEXT   NOT NULL,   -- draft | available | under_offer | reserved | sold | rented | withdrawn
    street               TEXT   NOT NULL,
    postcode             TEXT   NOT NULL,
    town                 TEXT   NOT NULL,
    province             TEXT   NOT NULL,
    country              TEXT   NOT NULL,   -- ISO 3166-1 alpha-2
    latitude             DOUBLE PRECISION,  -- WGS 84
    longitude            DOUBLE PRECISION,
    bedrooms             BIGINT,
    bathrooms            BIGINT,
    built_m2             BIGINT,
    plot_m2              BIGINT,
    year_built           BIGINT,
    energy_label         TEXT,              -- A++++ … G
    energy_consumption   DOUBLE PRECISION,  -- kWh per m² and year
    energy_emissions     DOUBLE PRECISION,  -- kg CO2 per m² and year
    features             TEXT   NOT NULL,   -- JSON list: keys of the vocabulary, or the feed's own words
    video_url            TEXT,
    tour_url             TEXT,
    owner_id             BIGINT,
    feed_id              BIGINT,
    feed_property        TEXT,              -- the feed's own id
    feed_date            BIGINT,
    feed_hash            TEXT,
    feed_absent_since    BIGINT,            -- withdrawn because the feed no longer lists it
    feed_details         TEXT,              -- JSON object of what a feed says beyond these columns
    photo_id             BIGINT,            -- the first photo, kept with each change of their order
    created_at           BIGINT NOT NULL,
    updated_at           BIGINT NOT NULL,
    version              BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, feed_id) REFERENCES feeds (organization_id, id)
);
CREATE UNIQUE INDEX properties_by_feed ON properties (organization_id, feed_id, feed_property);
CREATE INDEX properties_by_status ON properties (organization_id, status, id);
CREATE INDEX properties_by_reference ON properties (organization_id, reference);

CREATE TABLE property_descriptions (
    organization_id  BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    language         TEXT   NOT NULL,       -- BCP 47, also beyond the ten of the apps
    text             TEXT   NOT NULL,
    url              TEXT,                  -- the property's page on the agency's site, in this language
    PRIMARY KEY (organization_id, property_id, language),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);

CREATE TABLE photos (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    position         BIGINT NOT NULL,
    kind             TEXT   NOT NULL,       -- photo | floor_plan
    state            TEXT   NOT NULL,       -- waiting (to be fetched) | ready | failed
    source_url       TEXT,
    title            TEXT,
    sha256           TEXT,                  -- the original in the file store
    width            BIGINT,                -- of the original, orientation applied
    height           BIGINT,
    colour           TEXT,                  -- "#rrggbb", shown while loading
    variants         TEXT   NOT NULL,       -- JSON list of {width, height, format, sha256, size}
    widths           TEXT   NOT NULL DEFAULT '[]',  -- JSON list: those of the variants, ascending, for lists
    fetch_after      BIGINT NOT NULL DEFAULT 0,  -- while waiting: not before
    fetch_attempts   BIGINT NOT NULL DEFAULT 0,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
CREATE INDEX photos_to_fetch ON photos (organization_id, position, id) WHERE state = 'waiting';
CREATE INDEX photos_by_property ON photos (organization_id, property_id, position, id);
