// SPDX-License-Identifier: Apache-2.0
// Every page of both apps in the filled demo: accessible, quiet on the console and within the screen, at both sizes, light and
// dark; no English where another language was chosen, and room for German words on a phone.
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { scene, sizes } from './support/scene.mjs';
import { englishAmong } from './support/words.mjs';
import { Caller, fillDemo } from './support/world.mjs';

const themes = ['light', 'dark'];
let marit;
let sanne;
let crmPages;
let portalPages;

before(async () => {
  await fillDemo();
  marit = await Caller.staff('admin@vesperdaal.example');
  sanne = await Caller.client('vesper-daal', 'sanne@example.com');
  crmPages = await pagesOfCrm(marit);
  portalPages = await pagesOfPortal(sanne);
});

async function first(caller, path) {
  const { items } = await caller.get(path);
  assert.ok(items.length > 0, `the demo has something at ${path}`);
  return items[0].id;
}

async function pagesOfCrm(staff) {
  const contact = await first(staff, '/contacts?kind=client&q=sanne');
  const company = await first(staff, '/companies');
  const property = await first(staff, '/properties?status=available');
  const deal = await first(staff, '/deals?q=sanne');
  return [
    '/crm/contacts',
    '/crm/contacts?kind=partner',
    '/crm/contacts?kind=lead',
    `/crm/contacts/${contact}`,
    '/crm/companies',
    `/crm/companies/${company}`,
    '/crm/properties',
    '/crm/properties/new',
    `/crm/properties/${property}`,
    `/crm/properties/${property}/edit`,
    '/crm/deals',
    '/crm/deals?view=list',
    `/crm/deals/${deal}`,
    '/crm/feeds',
    '/crm/settings/portals',
    '/crm/settings/account',
  ];
}

async function pagesOfPortal(client) {
  const { properties } = await client.get('/portal/home');
  const withStatus = (status) => properties.find((home) => home.status === status)?.id;
  const statuses = ['to_review', 'interested', 'rejected', 'viewed', 'approved'];
  const homes = statuses.map(withStatus).filter((id) => id !== undefined);
  assert.ok(homes.length >= 3, 'Sanne has answered variously');
  return [
    '/vesper-daal/',
    '/vesper-daal/properties',
    '/vesper-daal/properties?status=interested',
    ...homes.map((id) => `/vesper-daal/properties/${id}`),
    '/vesper-daal/appointments',
    '/vesper-daal/profile',
  ];
}

async function look(person, paths) {
  for (const path of paths) {
    await person.open(path);
    await person.findAccessible();
    await person.assertNoSidewaysScroll();
  }
}

for (const size of Object.keys(sizes)) {
  for (const theme of themes) {
    scene(`Every page of the CRM is in order on a ${size}, ${theme}`, async (here) => {
      const stranger = await here.person('stranger', {
        size,
        theme,
        mayFail: [401],
      });
      await look(stranger, ['/crm/sign-in']);
      const agent = await here.person('agent', {
        size,
        theme,
        session: marit,
      });
      await look(agent, crmPages);
    });

    scene(`Every page of the portal is in order on a ${size}, ${theme}`, async (here) => {
      const stranger = await here.person('stranger', {
        size,
        theme,
        language: 'nl',
        mayFail: [401],
      });
      await look(stranger, ['/vesper-daal/sign-in']);
      const client = await here.person('client', {
        size,
        theme,
        language: 'nl',
        session: sanne,
      });
      await look(client, portalPages);
    });
  }
}

/** Opens something over the page, looks at it, and closes it by Escape. */
async function lookInto(person, open, name) {
  await open();
  const dialog = person.dialog(name);
  await dialog.waitFor();
  await person.findAccessible();
  await person.assertNoSidewaysScroll();
  await person.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

for (const size of Object.keys(sizes)) {
  scene(`What opens over a page of the CRM is in order on a ${size}`, async (here) => {
    const agent = await here.person('agent', { size, session: marit });
    const { t, page } = agent;
    const byKey = (key) => () => page.keyboard.press(key);
    const byButton = (name) => () => agent.button(name).first().click();
    const [contact, deal] = ['/crm/contacts/', '/crm/deals/'].map((start) =>
      crmPages.find((path) => path.startsWith(start)),
    );
    await agent.open('/crm/contacts');
    await lookInto(agent, byKey('Control+k'), t('ui.command.label'));
    await lookInto(agent, byKey('?'), t('ui.shortcut.title'));
    await lookInto(agent, byButton(t('crm.contacts.new.client')), t('crm.contacts.new.client'));
    await agent.open(contact);
    await lookInto(agent, byKey('e'), t('crm.form.edit', { name: 'Sanne de Wit' }));
    for (const tab of ['crm.contact.tab.homes', 'common.nav.deals', 'common.nav.appointments']) {
      await page.getByRole('tab', { name: t(tab) }).click();
      await agent.findAccessible();
    }
    await agent.open('/crm/companies');
    await lookInto(agent, byButton(t('crm.companies.new')), t('crm.companies.new'));
    await agent.open('/crm/properties');
    await lookInto(agent, byButton(t('crm.properties.filters')), t('crm.properties.filters'));
    await agent.open(deal);
    await lookInto(agent, byKey('o'), t('crm.deal.offer_homes'));
    await lookInto(agent, byKey('e'), t('crm.deal.edit'));
    await lookInto(agent, byKey('s'), t('crm.deal.move_stage'));
  });

  scene(`What opens over a page of the portal is in order on a ${size}`, async (here) => {
    const client = await here.person('client', {
      size,
      language: 'nl',
      session: sanne,
    });
    const { t, page } = client;
    const home = portalPages.find((path) => /properties\/\w/.test(path));
    await client.open(home);
    const title = (await client.heading.first().textContent()).trim();
    const gallery = t('ui.gallery.label', { name: title });
    const photos = page.getByRole('group', { name: gallery }).getByRole('button');
    await lookInto(client, () => photos.first().click(), gallery);
    await client.open('/vesper-daal/profile');
    await lookInto(
      client,
      () => client.button(t('portal.profile.change_password')).click(),
      t('portal.profile.change_password'),
    );
  });
}

/** Headings, buttons, labels and columns: words of ours, not of the people who use it. */
async function ownWords(person) {
  const places = 'h1, h2, h3, button, label, legend, th, nav a, dt';
  const texts = await person.page
    .locator(places)
    .evaluateAll((elements) => elements.map((element) => element.textContent.trim()));
  const names = await person.page
    .locator('[aria-label]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label')));
  return [...texts, ...names];
}

async function findNoEnglish(person, paths) {
  for (const path of paths) {
    await person.open(path);
    assert.equal(await person.page.evaluate(() => document.documentElement.lang), person.language);
    const english = englishAmong(await ownWords(person), person.language);
    assert.deepEqual(english, [], `English on ${path}`);
  }
}

scene('With Dutch chosen, no word of the CRM is English', async (here) => {
  const femke = await Caller.staff('femke.bos@vesperdaal.example');
  await findNoEnglish(await here.person('agent', { language: 'nl', session: femke }), crmPages);
});

scene('With Dutch chosen, no word of the portal is English', async (here) => {
  await findNoEnglish(
    await here.person('client', {
      size: 'phone',
      language: 'nl',
      session: sanne,
    }),
    portalPages,
  );
});

scene('German words fit a phone, in both apps', async (here) => {
  const tom = await Caller.staff('tom.ashworth@vesperdaal.example');
  await tom.put('/session/locale', { locale: 'de' });
  const matthias = await Caller.client('vesper-daal', 'matthias.brandt@example.com');
  const { properties } = await matthias.get('/portal/home');
  const agent = await here.person('agent', {
    size: 'phone',
    language: 'de',
    session: tom,
  });
  for (const path of crmPages) {
    await agent.open(path);
    await agent.assertNoSidewaysScroll();
  }
  const client = await here.person('client', {
    size: 'phone',
    language: 'de',
    session: matthias,
  });
  const homes = properties.slice(0, 2).map(({ id }) => `/vesper-daal/properties/${id}`);
  for (const path of ['', 'properties', 'appointments', 'profile']
    .map((name) => `/vesper-daal/${name}`)
    .concat(homes)) {
    await client.open(path);
    await client.assertNoSidewaysScroll();
  }
});
