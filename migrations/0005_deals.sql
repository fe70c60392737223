-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE pipelines (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    name             TEXT   NOT NULL,
    position         BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE stages (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    pipeline_id      BIGINT NOT NULL,
    position         BIGINT NOT NULL,
    key              TEXT,                  -- a default stage: its name comes from the catalogue ("first_viewing")
    name             TEXT   NOT NULL,       -- English for default stages
    kind             TEXT   NOT NULL,       -- open | won | lost
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pipeline_id) REFERENCES pipelines (organization_id, id)
);
CREATE INDEX stages_by_pipeline ON stages (organization_id, pipeline_id, position, id);

CREATE TABLE deals (
    organization_id   BIGINT NOT NULL REFERENCES organizations (id),
    id                BIGINT NOT NULL,
    pipeline_id       BIGINT NOT NULL,
    stage_id          BIGINT NOT NULL,
    position          BIGINT NOT NULL,      -- within its stage, lowest first
    title             TEXT   NOT NULL,
    value_amount      BIGINT,
    value_currency    TEXT   NOT NULL,
    expected_on       BIGINT,               -- days since 1970-01-01
    owner_id          BIGINT,
    criteria          TEXT   NOT NULL,      -- JSON object (features/deals/deal.hpp, Criteria)
    stage_changed_at  BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pipeline_id) REFERENCES pipelines (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id)
);
CREATE INDEX deals_by_stage ON deals (organization_id, stage_id, position, id);
CREATE INDEX deals_by_stage_and_age ON deals (organization_id, stage_id, id);
CREATE INDEX deals_by_pipeline ON deals (organization_id, pipeline_id, id);
CREATE INDEX deals_by_owner ON deals (organization_id, owner_id, id);
CREATE INDEX deals_for_totals ON deals (organization_id, pipeline_id, stage_id, value_currency, value_amount);

CREATE TABLE deal_contacts (
    organization_id  BIGINT NOT NULL,
    deal_id          BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, deal_id, contact_id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);
CREATE INDEX deal_contacts_by_contact ON deal_contacts (organization_id, contact_id, deal_id);

-- A property offered in a deal, with where it stands.
CREATE TABLE offers (
    organization_id  BIGINT NOT NULL,
    deal_id          BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    status           TEXT   NOT NULL,       -- to_review | interested | rejected | viewed | approved
    note             TEXT,                  -- from the agent, shown to the client
    staff_status     TEXT   NOT NULL DEFAULT 'to_review',  -- as staff last set it: for contacts without a word in this round
    after_viewing    BIGINT NOT NULL DEFAULT 0,
    round            BIGINT NOT NULL DEFAULT 1,  -- raised when staff set the status; verdicts of earlier rounds count no more
    offered_by       BIGINT NOT NULL,
    offered_at       BIGINT NOT NULL,
    status_at        BIGINT NOT NULL,
    PRIMARY KEY (organization_id, deal_id, property_id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id),
    FOREIGN KEY (organization_id, offered_by) REFERENCES users (organization_id, id)
);
CREATE INDEX offers_by_property ON offers (organization_id, property_id, deal_id);

-- What one contact of the deal thinks of an offered property.
CREATE TABLE verdicts (
    organization_id  BIGINT NOT NULL,
    deal_id          BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    verdict          TEXT   NOT NULL,       -- interested | rejected | approved
    reasons          TEXT   NOT NULL,       -- JSON list of price | location | size | condition | layout | other
    comment          TEXT,
    round            BIGINT NOT NULL DEFAULT 1,  -- of the offer, when it was said
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, deal_id, property_id, contact_id),
    FOREIGN KEY (organization_id, deal_id, property_id) REFERENCES offers (organization_id, deal_id, property_id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);

CREATE TABLE favourites (
    organization_id  BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, contact_id, property_id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
