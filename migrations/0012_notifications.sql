-- SPDX-License-Identifier: Apache-2.0
-- What somebody is told of, in the app, by mail and by push. The recipient is a user or a contact; `audience` says which.

CREATE TABLE notifications (
    organization_id  BIGINT NOT NULL,
    id               BIGINT NOT NULL,
    audience         TEXT   NOT NULL,        -- staff | contact
    recipient_id     BIGINT NOT NULL,
    activity_id      BIGINT NOT NULL,        -- what happened, by whom
    kind             TEXT   NOT NULL,        -- features/activities/notifiable.hpp
    action           TEXT   NOT NULL,        -- the activity's
    property_id      BIGINT,                 -- what it is about, so that looking at that is having seen it
    conversation_id  BIGINT,
    message_id       BIGINT,
    appointment_id   BIGINT,
    at               BIGINT NOT NULL,
    seen_at          BIGINT,
    mailed_at        BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, activity_id) REFERENCES activities (organization_id, id)
);
CREATE UNIQUE INDEX notifications_by_activity ON notifications (organization_id, recipient_id, activity_id);
CREATE INDEX notifications_by_recipient ON notifications (organization_id, recipient_id, id);
CREATE INDEX notifications_unseen ON notifications (organization_id, recipient_id, kind, id) WHERE seen_at IS NULL;
-- For the installation's own work, over all organizations.
CREATE INDEX notifications_by_age ON notifications (at);

-- What somebody chose; without a row all is as at first.
CREATE TABLE notification_settings (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    recipient_id     BIGINT NOT NULL,
    mail_pace        TEXT   NOT NULL DEFAULT 'hourly',  -- hourly | daily | never
    mail_off         BIGINT NOT NULL DEFAULT 0,         -- kinds as a set of bits, in the order of NotificationKind
    push_off         BIGINT NOT NULL DEFAULT 0,
    last_mail_at     BIGINT,                            -- when the last bundle went out
    PRIMARY KEY (organization_id, recipient_id)
);

-- Browsers that take pushes. They do so as long as the session they were signed in with.
CREATE TABLE push_subscriptions (
    organization_id  BIGINT NOT NULL REFERENCES organizations (id),
    id               BIGINT NOT NULL,
    audience         TEXT   NOT NULL,        -- staff | contact
    recipient_id     BIGINT NOT NULL,
    portal_id        BIGINT,                 -- of a contact: where it is signed in
    session_id       BIGINT NOT NULL,
    endpoint_hash    TEXT   NOT NULL,
    sealed           TEXT   NOT NULL,        -- JSON {endpoint, p256dh, auth} (platform/auth/sealed.hpp)
    device           TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, portal_id) REFERENCES portals (organization_id, id)
);
CREATE UNIQUE INDEX push_subscriptions_by_endpoint ON push_subscriptions (organization_id, endpoint_hash);
CREATE INDEX push_subscriptions_by_recipient ON push_subscriptions (organization_id, recipient_id, id);

-- Keys of the installation itself, sealed.
CREATE TABLE installation_keys (
    name        TEXT   NOT NULL PRIMARY KEY,
    sealed      TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
);
