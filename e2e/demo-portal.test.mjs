// SPDX-License-Identifier: Apache-2.0
// Every page of the portal in the filled demo: accessible, quiet on the console and within the screen, at both sizes, light and
// dark; no English where another language was chosen, and room on a phone for the words of all.
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { findNoEnglish, fits, languages, look, lookInto } from './support/pages.mjs';
import { scene, sizes } from './support/scene.mjs';
import { Caller, fillDemo, openPortal } from './support/world.mjs';

const home = '/vesper-daal';
/** For who is not signed in. */
const doors = ['sign-in', 'forgot', 'reset', 'activate', 'register'].map((door) => `${home}/${door}`);
/** About the account itself: much to read on little room. */
const accountPages = ['welcome', 'identity', 'profile']
  .concat(['details', 'settings', 'password', 'passkeys', 'devices'].map((section) => `profile/${section}`))
  .map((path) => `${home}/${path}`);
let sanne;
let homePages;

before(async () => {
  await fillDemo();
  await openPortal(await Caller.staff('admin@vesperdaal.example'), { registration: 'open' });
  sanne = await Caller.client('vesper-daal', 'sanne@example.com');
  await sanne.put('/portal/tour', { state: 'done' });
  homePages = await pagesOf(sanne);
});

async function pagesOf(client) {
  const { properties } = await client.get('/portal/home');
  const withStatus = (status) => properties.find((each) => each.status === status)?.id;
  const statuses = ['to_review', 'interested', 'rejected', 'viewed', 'approved'];
  const homes = statuses.map(withStatus).filter((id) => id !== undefined);
  assert.ok(homes.length >= 3, 'Sanne has answered variously');
  return [
    `${home}/`,
    `${home}/properties`,
    `${home}/properties?status=interested`,
    ...homes.map((id) => `${home}/properties/${id}`),
    `${home}/appointments`,
  ];
}

for (const size of Object.keys(sizes)) {
  scene(`The doors of the portal and the pages about the account are in order on a ${size}`, async (here) => {
    await look(await here.person('stranger', { size, language: 'nl', mayFail: [401] }), doors);
    await look(await here.person('client', { size, language: 'nl', session: sanne }), accountPages);
  });

  scene(`Every page of the portal about homes is in order on a ${size}`, async (here) => {
    await look(await here.person('client', { size, language: 'nl', session: sanne }), homePages);
  });

  scene(`What opens over a page of the portal is in order on a ${size}`, async (here) => {
    const client = await here.person('client', { size, language: 'nl', session: sanne });
    const { t, page } = client;
    await client.open(homePages.find((path) => /properties\/\w/.test(path)));
    const title = (await client.heading.first().textContent()).trim();
    const gallery = t('ui.gallery.label', { name: title });
    const photos = page.getByRole('group', { name: gallery }).getByRole('button');
    await lookInto(client, () => photos.first().click(), gallery);
    await client.open(`${home}/`);
    await lookInto(client, () => client.button(t('portal.help.open')).click(), t('portal.help.title'));
    await client.open(`${home}/profile/details`);
    for (const act of ['change_name', 'change_email', 'change_phone', 'remove_phone']) {
      const name = t(`portal.profile.${act}`);
      await lookInto(client, () => client.button(name).click(), name);
    }
    await client.open(`${home}/profile/passkeys`);
    await lookInto(client, () => client.button(t('portal.passkeys.add')).click(), t('portal.passkeys.add'));
  });
}

scene('With Dutch chosen, no word about homes is English', async (here) => {
  const client = await here.person('client', { size: 'phone', language: 'nl', session: sanne });
  await findNoEnglish(client, homePages);
});

scene('German words fit a phone, on the pages about homes', async (here) => {
  const matthias = await Caller.client('vesper-daal', 'matthias.brandt@example.com');
  await matthias.put('/portal/tour', { state: 'done' });
  await matthias.put('/portal/locale', { locale: 'de' });
  const { properties } = await matthias.get('/portal/home');
  const homes = properties.slice(0, 2).map(({ id }) => `properties/${id}`);
  const client = await here.person('client', { size: 'phone', language: 'de', session: matthias });
  for (const path of ['', 'properties', 'appointments', ...homes]) await fits(client, `${home}/${path}`);
});

scene('At the doors of the portal the words of every language are its own and fit a phone', async (here) => {
  for (const language of languages) {
    const stranger = await here.person(language, { size: 'phone', language, mayFail: [401] });
    for (const path of doors) await fits(stranger, path);
    await stranger.open(`${home}/sign-in`);
    await stranger.page.getByRole('tab', { name: stranger.t('portal.sign_in.code') }).click();
    await fits(stranger);
  }
});

scene(
  'Where clients look after their account the words of every language are its own and fit a phone',
  async (here) => {
    const matthias = await Caller.client('vesper-daal', 'matthias.brandt@example.com');
    await matthias.put('/portal/tour', { state: 'done' });
    const client = await here.person('client', { size: 'phone', session: matthias });
    for (const language of languages) {
      await matthias.put('/portal/locale', { locale: language });
      client.speak(language);
      for (const path of accountPages) await fits(client, path);
      await client.open(`${home}/profile/details`);
      await client.button(client.t('portal.profile.change_email')).click();
      await client.dialog(client.t('portal.profile.change_email')).waitFor();
      await fits(client);
    }
  },
);
