-- SPDX-License-Identifier: Apache-2.0
-- Clients may sign in by the number of their telephone.

CREATE INDEX contacts_by_phone ON contacts (organization_id, phone) WHERE phone IS NOT NULL;
