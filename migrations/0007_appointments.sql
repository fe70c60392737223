-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE appointments (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    type             TEXT   NOT NULL,       -- viewing | meeting
    status           TEXT   NOT NULL,       -- pending | confirmed | completed | cancelled | declined | expired
    title            TEXT   NOT NULL,
    deal_id          BIGINT,
    property_id      BIGINT,
    contact_id       BIGINT,
    owner_id         BIGINT,
    preferred        TEXT   NOT NULL,       -- JSON list of proposed moments
    starts_at        BIGINT,
    ends_at          BIGINT,
    created_at       BIGINT NOT NULL,
    version          BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES users (organization_id, id)
);
CREATE INDEX appointments_by_contact ON appointments (organization_id, contact_id, starts_at);

CREATE TABLE conversations (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    property_id      BIGINT,
    subject          TEXT   NOT NULL,
    last_message_at  BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
CREATE INDEX conversations_by_contact ON conversations (organization_id, contact_id, last_message_at);

CREATE TABLE messages (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    conversation_id  BIGINT NOT NULL,
    author_kind      TEXT   NOT NULL,       -- staff | contact
    author_id        BIGINT NOT NULL,
    text             TEXT   NOT NULL,
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id)
);
CREATE INDEX messages_by_conversation ON messages (organization_id, conversation_id, id);
