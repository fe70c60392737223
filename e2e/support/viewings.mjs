// SPDX-License-Identifier: Apache-2.0
// Before a viewing and after it: who takes part, and the pictures of the client's feedback.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundAgency, offerHomes, welcomeClient } from './world.mjs';

export const home = 'Villa Alba';

/** An agency in Amsterdam with one client, to whom homes were offered. */
export async function buildWorld(slug, locale) {
  const { organization, admin, portal } = await foundAgency({ slug, locale });
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, {
    first_name: 'Sanne',
    last_name: 'de Wit',
    email,
    locale,
  });
  await offerHomes(admin, contact, [home, 'Villa Brisa']);
  const { items } = await admin.get('/properties?limit=10');
  const { items: deals } = await admin.get(`/contacts/${contact.id}/deals`);
  return {
    organization,
    admin,
    portal,
    contact,
    email,
    property: items.find(({ title }) => title === home),
    deal: deals[0].id,
  };
}

/** A viewing that was agreed without a request, and has taken place. */
export async function completeViewing({ admin, contact, property, deal }) {
  const { id } = await admin.post('/appointments', {
    type: 'viewing',
    title: home,
    starts_at: new Date(Date.now() + 1_800_000).toISOString(),
    contact_id: contact.id,
    property_id: property.id,
    deal_id: deal,
    visible_to_contact: true,
  });
  await admin.put(`/appointments/${id}/completion`, {});
  return id;
}

/** Handed over as a file, which a browser reads faster than what it is told byte by byte. */
export function pictureFile(name, bytes) {
  const path = join(process.env.E2E_RESULTS, `${name}.png`);
  writeFileSync(path, bytes);
  return path;
}

/** So many arrived, and none is on its way. */
export async function photosThere({ page }, count) {
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('form .photo picture').length === wanted && !document.querySelector('form .parcel'),
    count,
  );
}
