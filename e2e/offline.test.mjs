// SPDX-License-Identifier: Apache-2.0
// Without a network the portal shows what it knew, and says from when that is.
import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { Caller, foundOrganization, offerHomes, openPortal, welcomeClient } from './support/world.mjs';

scene('Offline, the last homes stay on screen with the time they are from', async (here) => {
  const organization = await foundOrganization({ slug: 'offline' });
  const admin = await Caller.staff(organization.admin.email);
  const portal = await openPortal(admin);
  const email = 'sanne@offline.test';
  const contact = await welcomeClient(admin, portal, {
    first_name: 'Sanne',
    last_name: 'de Wit',
    email,
  });
  await offerHomes(admin, contact, ['Villa Alba']);

  const client = await here.person('client', {
    size: 'phone',
    session: await Caller.client('offline', email),
    mayBeOffline: true,
  });
  const { t, page } = client;
  await client.open('/offline/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // From now on the answers pass through the worker, which keeps them.
  await page.reload();
  await client.arrive();
  await page.getByRole('link', { name: 'Villa Alba' }).first().waitFor();
  await page.waitForFunction(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().some(({ url }) => url.endsWith('/portal/home'));
  });

  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('link', { name: 'Villa Alba' }).first().waitFor();
  const [before] = t('ui.offline.saved', { when: '|' }).split('|');
  const notice = page.getByRole('status').filter({ hasText: before.trim() });
  await notice.waitFor();
  assert.match(await notice.textContent(), /\d{1,2}:\d{2}/);
  await client.findAccessible();

  await page.context().setOffline(false);
  await page.reload();
  await page.getByRole('link', { name: 'Villa Alba' }).first().waitFor();
  await notice.waitFor({ state: 'detached' });
});
