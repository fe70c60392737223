// SPDX-License-Identifier: Apache-2.0
// Time passes at the server's own pace, and no test waits for days: what should be long ago is moved back in the database,
// beside the running server, as its own command line programs are.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const minutes = 60 * 1000;
const days = 24 * 60 * minutes;

/** Runs out the invitations of one person: what was to end within three days has ended. */
export async function letInvitationsExpire(email) {
  const ofPerson = `IN (SELECT accounts.id FROM accounts
    JOIN contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
    WHERE contacts.email = :email)`;
  await run(
    [
      `UPDATE accesses SET invited_at = invited_at - :time, expires_at = expires_at - :time
       WHERE state = 'invited' AND account_id ${ofPerson}`,
      `UPDATE accounts SET password_expires_at = password_expires_at - :time WHERE id ${ofPerson}`,
      `UPDATE one_time_secrets SET created_at = created_at - :time, expires_at = expires_at - :time
       WHERE purpose = 'activation' AND account_id ${ofPerson}`,
    ],
    { email, time: 3 * days },
  );
}

/** Makes the sessions of somebody as old as those that prove nothing any more: adding a way in asks for the password then. */
export async function letSessionsAge(email) {
  await run(
    [
      `UPDATE sessions SET created_at = created_at - :time
       WHERE (organization_id, user_id) IN (SELECT organization_id, id FROM users WHERE email = :email)
          OR (organization_id, access_id) IN (
            SELECT accesses.organization_id, accesses.id FROM accesses
            JOIN accounts ON accounts.organization_id = accesses.organization_id AND accounts.id = accesses.account_id
            JOIN contacts ON contacts.organization_id = accounts.organization_id AND contacts.id = accounts.contact_id
            WHERE contacts.email = :email)`,
    ],
    { email, time: 11 * minutes },
  );
}

/** The mail about what somebody has not seen is due: it waits a while, for whoever comes back soon. */
export async function letNewsBecomeDue(email) {
  await run(
    [
      `UPDATE jobs SET run_at = run_at - :time
       WHERE kind = 'mail.news' AND organization_id IN (SELECT organization_id FROM contacts WHERE email = :email)`,
    ],
    { email, time: 11 * minutes },
  );
}

/** The hour of somebody's confirmed viewing has come: it began at this moment, and lasts as long as it was to. */
export async function letViewingBegin(email) {
  await run(
    [
      `UPDATE appointments SET ends_at = :now + (ends_at - starts_at), starts_at = :now, sort_at = :now
       WHERE status = 'confirmed' AND type = 'viewing' AND (organization_id, contact_id) IN (
         SELECT organization_id, id FROM contacts WHERE email = :email)`,
    ],
    { email, now: Date.now() },
  );
}

// With Python's module, which the build needs anyway: Node has one of its own from 22.5 on only.
const program = `
import json, sqlite3, sys
database, statements, values = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
with sqlite3.connect(database, timeout=10) as connection:
    for statement in statements:
        connection.execute(statement, values)
`;

async function run(statements, values) {
  const database = join(process.env.LOGGIA_DATA, 'loggia.db');
  await promisify(execFile)('python3', ['-c', program, database, JSON.stringify(statements), JSON.stringify(values)]);
}
