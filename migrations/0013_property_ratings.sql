-- SPDX-License-Identifier: Apache-2.0
-- What a contact thinks of a home, in stars: of the home itself, in whichever deal it is offered.
CREATE TABLE property_ratings (
    organization_id  BIGINT NOT NULL,
    contact_id       BIGINT NOT NULL,
    property_id      BIGINT NOT NULL,
    stars            BIGINT NOT NULL,       -- 1 to 5
    at               BIGINT NOT NULL,
    PRIMARY KEY (organization_id, contact_id, property_id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, property_id) REFERENCES properties (organization_id, id)
);
CREATE INDEX property_ratings_by_property ON property_ratings (organization_id, property_id, contact_id);

-- An offer stands where the strongest of the words said in this round puts it, no longer where the last one did. By the
-- alphabet: approved, interested, rejected.
UPDATE offers
SET    status = COALESCE((SELECT MIN(verdicts.verdict)
                          FROM   verdicts
                          JOIN   deal_contacts ON deal_contacts.organization_id = verdicts.organization_id
                                              AND deal_contacts.deal_id = verdicts.deal_id
                                              AND deal_contacts.contact_id = verdicts.contact_id
                          WHERE  verdicts.organization_id = offers.organization_id AND verdicts.deal_id = offers.deal_id
                            AND  verdicts.property_id = offers.property_id AND verdicts.round = offers.round), status);
