-- SPDX-License-Identifier: Apache-2.0
-- Conversations become something people write in: states, read marks, attachments, and messages that are sent exactly once.

-- One about each property and contact: of several that are there already, the older ones keep their subject alone.
UPDATE conversations
SET    property_id = NULL
WHERE  EXISTS (SELECT 1 FROM conversations AS newer
               WHERE  newer.organization_id = conversations.organization_id AND newer.contact_id = conversations.contact_id
                 AND  newer.property_id = conversations.property_id AND newer.id > conversations.id);

ALTER TABLE conversations ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE conversations ADD COLUMN state TEXT NOT NULL DEFAULT 'open';         -- open | awaiting_feedback | in_progress | closed
ALTER TABLE conversations ADD COLUMN owner_id BIGINT;                            -- of the staff
ALTER TABLE conversations ADD COLUMN started_by TEXT NOT NULL DEFAULT 'staff';   -- staff | contact | both: without a message the others see nothing
ALTER TABLE conversations ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN last_message_id BIGINT;                     -- absent: nothing was written yet
ALTER TABLE conversations ADD COLUMN last_of_staff BIGINT NOT NULL DEFAULT 0;    -- id of the last message of each side
ALTER TABLE conversations ADD COLUMN last_of_contact BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN last_of_contact_at BIGINT NOT NULL DEFAULT 0;

ALTER TABLE messages ADD COLUMN side TEXT NOT NULL DEFAULT 'staff';              -- staff | contact: for whom the author wrote
ALTER TABLE messages ADD COLUMN author_name TEXT NOT NULL DEFAULT '';            -- as it was then
ALTER TABLE messages ADD COLUMN on_behalf_of_name TEXT;
ALTER TABLE messages ADD COLUMN client_id TEXT;                                  -- a UUID the author made: sent again it is the same message
ALTER TABLE messages ADD COLUMN read_at BIGINT;                                  -- when the first of the other side read it

UPDATE messages
SET    side = author_kind, read_at = at,
       author_name = COALESCE((SELECT name FROM users WHERE users.organization_id = messages.organization_id AND users.id = messages.author_id),
                              (SELECT first_name || ' ' || last_name FROM contacts
                               WHERE  contacts.organization_id = messages.organization_id AND contacts.id = messages.author_id),
                              '');
UPDATE conversations
SET    owner_id = (SELECT owner_id FROM contacts
                   WHERE  contacts.organization_id = conversations.organization_id AND contacts.id = conversations.contact_id),
       created_at = COALESCE((SELECT MIN(at) FROM messages
                              WHERE  messages.organization_id = conversations.organization_id AND messages.conversation_id = conversations.id),
                             last_message_at),
       last_message_id = (SELECT MAX(id) FROM messages
                          WHERE  messages.organization_id = conversations.organization_id AND messages.conversation_id = conversations.id),
       last_of_staff = COALESCE((SELECT MAX(id) FROM messages
                                 WHERE  messages.organization_id = conversations.organization_id AND messages.conversation_id = conversations.id
                                   AND  side = 'staff'), 0),
       last_of_contact = COALESCE((SELECT MAX(id) FROM messages
                                   WHERE  messages.organization_id = conversations.organization_id AND messages.conversation_id = conversations.id
                                     AND  side = 'contact'), 0),
       last_of_contact_at = COALESCE((SELECT MAX(at) FROM messages
                                      WHERE  messages.organization_id = conversations.organization_id
                                        AND  messages.conversation_id = conversations.id AND side = 'contact'), 0),
       started_by = COALESCE((SELECT side FROM messages
                              WHERE  messages.organization_id = conversations.organization_id AND messages.conversation_id = conversations.id
                              ORDER  BY messages.id LIMIT 1), 'staff');

CREATE UNIQUE INDEX conversations_by_contact_and_property ON conversations (organization_id, contact_id, property_id)
WHERE property_id IS NOT NULL;
CREATE INDEX conversations_by_time ON conversations (organization_id, last_message_at, id);
CREATE INDEX conversations_by_state ON conversations (organization_id, state, last_message_at, id);
CREATE INDEX conversations_by_owner ON conversations (organization_id, owner_id, last_message_at, id);
CREATE INDEX conversations_by_property ON conversations (organization_id, property_id, last_message_at, id);
CREATE UNIQUE INDEX messages_by_client_id ON messages (organization_id, author_id, client_id) WHERE client_id IS NOT NULL;

-- How far a staff member, or a contact, has read.
CREATE TABLE conversation_marks (
    organization_id  BIGINT NOT NULL,
    conversation_id  BIGINT NOT NULL,
    reader_id        BIGINT NOT NULL,        -- a user or a contact
    message_id       BIGINT NOT NULL,        -- read up to this one
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, conversation_id, reader_id),
    FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id)
);
-- What was written before anybody could answer here is news to nobody.
INSERT INTO conversation_marks (organization_id, conversation_id, reader_id, message_id, at)
SELECT conversations.organization_id, conversations.id, users.id, conversations.last_message_id, conversations.last_message_at
FROM   conversations
JOIN   users ON users.organization_id = conversations.organization_id
WHERE  conversations.last_message_id IS NOT NULL;
INSERT INTO conversation_marks (organization_id, conversation_id, reader_id, message_id, at)
SELECT organization_id, id, contact_id, last_message_id, last_message_at
FROM   conversations
WHERE  last_message_id IS NOT NULL;

-- Files, pictures and recordings. The id is a UUID the sender made, so that an upload may be repeated.
CREATE TABLE attachments (
    organization_id  BIGINT NOT NULL,
    conversation_id  BIGINT NOT NULL,
    id               TEXT   NOT NULL,        -- lower case
    message_id       BIGINT,                 -- absent: not sent yet
    position         BIGINT NOT NULL DEFAULT 0,
    author_id        BIGINT NOT NULL,        -- the user or contact who may send it
    name             TEXT   NOT NULL,        -- as the sender called it
    media_type       TEXT   NOT NULL,        -- sniffed; of a picture: as it was drawn anew
    size             BIGINT NOT NULL,        -- bytes of what is kept
    sha256           TEXT   NOT NULL,        -- of what is kept, in the file store
    sent_sha256      TEXT   NOT NULL,        -- of what was sent; a picture's original is not kept
    width            BIGINT,                 -- of a picture, orientation applied
    height           BIGINT,
    colour           TEXT,                   -- "#rrggbb", shown while loading
    variants         TEXT   NOT NULL,        -- JSON list of {width, height, format, sha256, size}
    duration_ms      BIGINT,                 -- of a recording, where the file tells
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, conversation_id, id),
    FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id),
    FOREIGN KEY (organization_id, message_id) REFERENCES messages (organization_id, id)
);
CREATE INDEX attachments_by_message ON attachments (organization_id, message_id, position);
-- For the installation's own work, over all organizations.
CREATE INDEX attachments_to_drop ON attachments (created_at) WHERE message_id IS NULL;

-- What platform/db/search.hpp finds conversations by.
CREATE TABLE search_conversations (
    organization_id BIGINT NOT NULL,
    id              BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    PRIMARY KEY (organization_id, id)
);
-- sqlite:
CREATE VIRTUAL TABLE search_conversations_grams USING fts5(grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
-- end
-- postgresql:
CREATE TABLE search_conversations_grams (
    owner BIGINT    NOT NULL,
    id    BIGINT    NOT NULL,
    grams INTEGER[] NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX search_conversations_by_gram ON search_conversations_grams USING gin (grams) WITH (fastupdate = off);
-- end
