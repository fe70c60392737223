-- SPDX-License-Identifier: Apache-2.0
-- Viewings from the request to the feedback. The type of an appointment may also be "deadline".

ALTER TABLE appointments ADD COLUMN description TEXT;                            -- for the contact
ALTER TABLE appointments ADD COLUMN note TEXT;                                   -- what was said with the moments in `preferred`
ALTER TABLE appointments ADD COLUMN location TEXT;
ALTER TABLE appointments ADD COLUMN proposed_by TEXT NOT NULL DEFAULT 'contact'; -- whose moments `preferred` are: contact | staff
ALTER TABLE appointments ADD COLUMN first_moment BIGINT;                         -- of `preferred`: from then on the agent is held
ALTER TABLE appointments ADD COLUMN last_moment BIGINT;                          -- of `preferred`: a request expires with it
ALTER TABLE appointments ADD COLUMN sort_at BIGINT NOT NULL DEFAULT 0;           -- starts_at, else the first moment: its place in a calendar
ALTER TABLE appointments ADD COLUMN cancel_reason TEXT;                          -- also of declining
ALTER TABLE appointments ADD COLUMN cancelled_by TEXT;                           -- contact | staff
ALTER TABLE appointments ADD COLUMN completed_at BIGINT;
ALTER TABLE appointments ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;          -- of RFC 5545: rises with time, place and cancellation
ALTER TABLE appointments ADD COLUMN visible_to_contact BIGINT NOT NULL DEFAULT 1;
ALTER TABLE appointments ADD COLUMN remind_at BIGINT;                            -- when the contact is next reminded
ALTER TABLE appointments ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;

UPDATE appointments SET changed_at = created_at, sort_at = COALESCE(starts_at, created_at);
-- sqlite:
UPDATE appointments
SET    first_moment = (SELECT MIN(CAST(strftime('%s', value) AS INTEGER)) * 1000 FROM json_each(preferred)),
       last_moment  = (SELECT MAX(CAST(strftime('%s', value) AS INTEGER)) * 1000 FROM json_each(preferred));
-- end
-- postgresql:
UPDATE appointments
SET    first_moment = (SELECT CAST(EXTRACT(EPOCH FROM MIN(CAST(value AS TIMESTAMPTZ))) * 1000 AS BIGINT)
                       FROM jsonb_array_elements_text(CAST(preferred AS JSONB))),
       last_moment  = (SELECT CAST(EXTRACT(EPOCH FROM MAX(CAST(value AS TIMESTAMPTZ))) * 1000 AS BIGINT)
                       FROM jsonb_array_elements_text(CAST(preferred AS JSONB)));
-- end
UPDATE appointments SET sort_at = first_moment WHERE starts_at IS NULL AND first_moment IS NOT NULL;

CREATE INDEX appointments_by_time ON appointments (organization_id, sort_at, id);
CREATE INDEX appointments_by_owner ON appointments (organization_id, owner_id, sort_at, id);
CREATE INDEX appointments_by_deal ON appointments (organization_id, deal_id, sort_at, id);
CREATE INDEX appointments_to_answer ON appointments (organization_id, id) WHERE status = 'pending';
-- For the installation's own work, over all organizations.
CREATE INDEX appointments_to_expire ON appointments (last_moment) WHERE status = 'pending';
CREATE INDEX appointments_to_remind ON appointments (remind_at) WHERE remind_at IS NOT NULL;

-- What a contact says of an appointment that took place.
CREATE TABLE feedback (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    appointment_id   BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    deal_id          BIGINT,                -- the appointment's, when it was given; likewise the property
    property_id      BIGINT,
    stars            BIGINT,                -- 1 to 5; absent while only pictures or recordings have come
    notes            TEXT,
    created_at       BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, deal_id) REFERENCES deals (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
CREATE UNIQUE INDEX feedback_by_appointment ON feedback (organization_id, appointment_id, contact_id);
CREATE INDEX feedback_by_time ON feedback (organization_id, created_at, id);
CREATE INDEX feedback_by_contact ON feedback (organization_id, contact_id, created_at, id);
CREATE INDEX feedback_by_deal ON feedback (organization_id, deal_id, created_at, id);
CREATE INDEX feedback_by_property ON feedback (organization_id, property_id, created_at, id);

-- Its pictures and voice notes. The id is a UUID the sender made, so that an upload may be repeated; one person's cannot
-- meet another's.
CREATE TABLE feedback_media (
    organization_id  BIGINT NOT NULL,
    feedback_id      BIGINT NOT NULL,
    id               TEXT   NOT NULL,       -- lower case
    kind             TEXT   NOT NULL,       -- photo | voice
    sha256           TEXT   NOT NULL,       -- of what was sent, in the file store
    media_type       TEXT   NOT NULL,       -- sniffed
    size             BIGINT NOT NULL,       -- bytes
    duration_ms      BIGINT,                -- of a voice note, where the file tells
    width            BIGINT,                -- of a photo, orientation applied
    height           BIGINT,
    colour           TEXT,                  -- "#rrggbb", shown while loading
    variants         TEXT   NOT NULL,       -- JSON list of {width, height, format, sha256, size}
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, feedback_id, id),
    FOREIGN KEY (organization_id, feedback_id) REFERENCES feedback (organization_id, id)
);

-- Private addresses from which calendar programs fetch: of a user, or of what an access sees for one contact.
CREATE TABLE calendar_feeds (
    token_hash       TEXT   NOT NULL PRIMARY KEY,
    organization_id  BIGINT NOT NULL,
    user_id          BIGINT,
    access_id        BIGINT,
    contact_id       BIGINT,                -- for whom the access acts
    created_at       BIGINT NOT NULL,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);
CREATE UNIQUE INDEX calendar_feeds_by_user ON calendar_feeds (organization_id, user_id);
CREATE UNIQUE INDEX calendar_feeds_by_access ON calendar_feeds (organization_id, access_id, contact_id);
