// SPDX-License-Identifier: Apache-2.0
// Staff who look through a client's eyes (PRODUCT 5.14), and people who act for several contacts and companies (5.11).
import assert from 'node:assert/strict';
import { accessCard, goTo, signOutOfCrm } from './support/crm.mjs';
import { isHome, place, signInToPortal } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, foundAgency, offerHomes, welcomeClient } from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };
const fullName = 'Sanne de Wit';
const sections = ['details', 'settings', 'password', 'passkeys', 'devices'];

/** An agency with one client, to whom homes were offered. */
async function agencyWithClient({ slug, locale = 'en' }) {
  const { organization, admin, portal } = await foundAgency({ slug, locale, name: 'Casa del Sol' });
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, { ...sanne, email, locale });
  await offerHomes(admin, contact, ['Villa Alba', 'Villa Brisa']);
  return { organization, admin, portal, contact, email };
}

async function allow(admin, impersonation) {
  const { version } = await admin.get('/security');
  await admin.patch('/security', { impersonation }, version);
}

/** From the contact's page into the portal, under the banner. */
async function lookAs(agent, { portal, contact }) {
  const { t, page } = agent;
  await agent.open(`/crm/contacts/${contact.id}`);
  await accessCard(agent, portal)
    .getByRole('button', { name: t('crm.access.view_as', { name: sanne.first_name }) })
    .click();
  await page.waitForURL(`**/${portal.slug}/`);
  await isHome(agent, sanne.first_name);
}

function banner(agent) {
  return agent.page.getByRole('region', { name: agent.t('portal.watched.label') });
}

for (const [size, language] of [
  ['phone', 'nl'],
  ['desktop', 'en'],
]) {
  scene(`Staff see what the client sees, change nothing and go back, on a ${size}, in ${language}`, async (here) => {
    const { admin, portal, contact } = await agencyWithClient({ slug: `watch-${size}`, locale: language });
    const agent = await here.person('agent', { size, language, session: admin, mayFail: [401, 403] });
    await lookAs(agent, { portal, contact });
    await readEverything(agent, portal);
    await isRefusedToAct(agent, portal);
    await agent.button(agent.t('portal.watched.stop')).click();
    await agent.page.waitForURL(`**/crm/contacts/${contact.id}`);
    await agent.arrive();
    await agent.open(`/${portal.slug}/`);
    await agent.page.waitForURL(`**/${portal.slug}/sign-in**`);

    await agent.open('/crm/contacts');
    await readAudit(agent, { portal, contact });
    const { properties } = await (await Caller.client(portal.slug, `sanne@watch-${size}.test`)).get('/portal/home');
    assert.deepEqual(new Set(properties.map(({ status }) => status)), new Set(['to_review']));
  });
}

/** The banner stands on every page; nothing about the account itself can be changed on any. */
async function readEverything(agent, portal) {
  const { t, page } = agent;
  const mode = { name: sanne.first_name, mode: 'read_only' };
  const paths = ['', 'properties', 'appointments', ...sections.map((id) => `profile/${id}`)];
  for (const path of paths) {
    await agent.open(`/${portal.slug}/${path}`);
    await banner(agent).getByText(t('portal.watched.text', mode)).waitFor();
    await agent.findAccessible();
    await agent.assertNoSidewaysScroll();
  }
  for (const act of ['portal.devices.end_others', 'portal.profile.restart_tour', 'common.edit'])
    assert.equal(await page.getByRole('button', { name: t(act) }).count(), 0, act);
  await agent.open(`/${portal.slug}/profile/password`);
  await page.getByText(t('portal.profile.not_by_staff')).waitFor();
  assert.equal(await page.getByLabel(t('portal.password.new')).count(), 0);
}

async function isRefusedToAct(agent, portal) {
  const { t, page } = agent;
  await agent.open(`/${portal.slug}/properties`);
  await page.getByRole('link', { name: 'Villa Alba' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Villa Alba' }).waitFor();
  await agent.arrive();
  const interested = agent.button(`${t('common.verdict.interested')}: Villa Alba`);
  await interested.click();
  await page.getByText(t('common.problem.impersonation_read_only')).first().waitFor();
  assert.notEqual(await interested.getAttribute('aria-pressed'), 'true');
  await banner(agent).waitFor();
  await agent.findAccessible();
}

/** Who, on whose behalf, from where; the export says the same and is itself recorded. */
async function readAudit(agent, { portal }) {
  const { t, page } = agent;
  const names = { actor: 'Elena Prado', contact: fullName, portal: portal.name };
  await goTo(agent, 'audit');
  await page.getByLabel(t('crm.audit.category')).selectOption('impersonation');
  await page.waitForURL('**/crm/settings/audit?category=impersonation');
  await agent.arrive();
  const entries = page.locator('tbody tr, main li').filter({ visible: true });
  const started = entries.filter({ hasText: t('activity.impersonation_started', { ...names, mode: 'read_only' }) });
  await started.waitFor();
  await started.getByText('127.0.0.1').waitFor();
  await entries.filter({ hasText: t('activity.impersonation_ended', names) }).waitFor();
  assert.equal(await entries.count(), 2);
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();

  const coming = page.waitForEvent('download');
  await agent.link(t('crm.audit.export')).click();
  const file = await (await coming).createReadStream();
  const csv = (await file.toArray()).join('');
  assert.equal(csv.trim().split(/\r?\n/).length, 3, csv);
  for (const word of ['Elena Prado', fullName, '127.0.0.1']) assert.ok(csv.includes(word), `no ${word} in:\n${csv}`);
  await page.getByLabel(t('crm.audit.category')).selectOption('');
  await page.getByLabel(t('crm.audit.search')).fill('Elena');
  await entries
    .filter({ hasText: t('activity.audit_exported', names) })
    .first()
    .waitFor();
  await agent.findAccessible();
}

scene(
  'Where the admin allows more, staff act for the client under their own name, until they sign out',
  async (here) => {
    const { admin, portal, contact } = await agencyWithClient({ slug: 'act' });
    await allow(admin, 'act');
    const agent = await here.person('agent', { size: 'phone', session: admin, mayFail: [401, 403] });
    const { t, page } = agent;
    await lookAs(agent, { portal, contact });
    await banner(agent)
      .getByText(t('portal.watched.text', { name: sanne.first_name, mode: 'act' }))
      .waitFor();
    await page.getByRole('link', { name: 'Villa Alba' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Villa Alba' }).waitFor();
    await agent.arrive();
    await agent.button(`${t('common.verdict.interested')}: Villa Alba`).click();
    await page.getByText(t('portal.verdict.saved', { home: 'Villa Alba' })).waitFor();
    await agent.open(`/${portal.slug}/profile/details`);
    await page.getByText(t('portal.profile.watched', { name: sanne.first_name })).waitFor();
    assert.equal(await page.getByRole('button', { name: t('portal.profile.change_email') }).count(), 0);
    await agent.findAccessible();

    const { items } = await admin.get('/audit?q=Villa');
    const acted = items.find(({ action }) => action === 'deal.property_interested');
    assert.deepEqual(
      [acted.actor_kind, acted.actor_name, acted.on_behalf_of_name, acted.client_address],
      ['staff', 'Elena Prado', fullName, '127.0.0.1'],
    );

    // The portal stands open in one tab while the person signs out in another.
    const portalTab = page;
    agent.page = await page.context().newPage();
    await agent.open('/crm/contacts');
    await signOutOfCrm(agent);
    await portalTab.waitForURL('**/crm/sign-in**');
  },
);

scene('Nobody looks through a client’s eyes where that is off, or where nobody was invited', async (here) => {
  const { admin, portal, contact } = await agencyWithClient({ slug: 'no-watch' });
  const stranger = await admin.post('/contacts', {
    first_name: 'Mark',
    last_name: 'Jansen',
    kind: 'client',
    email: 'mark@no-watch.test',
  });
  const agent = await here.person('agent', { session: admin });
  const view = (name) => agent.page.getByRole('button', { name: agent.t('crm.access.view_as', { name }) });
  await agent.open(`/crm/contacts/${stranger.id}`);
  await accessCard(agent, portal)
    .getByRole('button', { name: agent.t('crm.access.invite') })
    .waitFor();
  assert.equal(await view('Mark').count(), 0);
  await agent.open(`/crm/contacts/${contact.id}`);
  await view(sanne.first_name).waitFor();
  await allow(admin, 'off');
  await agent.page.reload();
  await agent.arrive();
  await accessCard(agent, portal).getByText(agent.t('crm.access.state.active')).waitFor();
  await view(sanne.first_name).waitFor({ state: 'detached' });
});

for (const size of ['phone', 'desktop']) {
  scene(
    `Somebody who stands for a friend and belongs to two companies chooses for whom, on a ${size}`,
    async (here) => {
      const slug = `several-${size}`;
      const { admin, portal } = await foundAgency({ slug, name: 'Casa del Sol' });
      const email = `sanne@${slug}.test`;
      const contact = await welcomeClient(admin, portal, { ...sanne, email }, { company_scope: ['properties'] });
      const homes = await companiesAndFriend(admin, contact);
      const agent = await here.person('agent', { size, session: admin });
      await letActFor(agent, contact, 'Mark Jansen');

      const client = await here.person('client', { size, mayFail: [401] });
      const { t, page } = client;
      await signInToPortal(client, `/${slug}/`, email);
      await page.getByRole('heading', { level: 1, name: t('portal.identity.title') }).waitFor();
      await client.findAccessible();
      await client.assertNoSidewaysScroll();
      await page.getByRole('button', { name: 'Mark Jansen' }).click();
      await seesOnly(client, homes, 'Mark Jansen');
      for (const name of ['Brandt GmbH', 'El Sol SL', 'Mark Jansen']) {
        await page.getByRole('button', { name: t('portal.switch.acting_for') }).click();
        await page.getByRole('menuitemradio', { name, checked: false }).waitFor();
        await client.findAccessible();
        await page.getByRole('menuitemradio', { name }).click();
        await seesOnly(client, homes, name);
      }
      await client.open(`/${slug}/profile`);
      await page.getByRole('link', { name: t('portal.switch.acting_for') }).click();
      await page.getByRole('button', { name: 'El Sol SL' }).click();
      await seesOnly(client, homes, 'El Sol SL');
    },
  );
}

/** Two companies with a colleague each, a friend, and a home offered to each. Answers which home belongs to whom. */
async function companiesAndFriend(admin, contact) {
  const homes = { 'Brandt GmbH': 'Villa Alba', 'El Sol SL': 'Villa Brisa', 'Mark Jansen': 'Villa Cala' };
  const wish = { type: 'villa', purpose: 'sale', status: 'available', town: 'Altea', country: 'ES' };
  const person = { kind: 'client', locale: 'en' };
  for (const [index, [name, title]] of Object.entries(homes).entries()) {
    const [first_name, last_name] = name === 'Mark Jansen' ? name.split(' ') : ['Colleague', `at ${name}`];
    const other = await admin.post('/contacts', {
      ...person,
      first_name,
      last_name,
      email: `${index}-${contact.email}`,
    });
    if (name !== 'Mark Jansen') {
      const company = await admin.post('/companies', { name });
      for (const { id } of [contact, other]) await admin.put(`/companies/${company.id}/people/${id}`);
    }
    const home = await admin.post('/properties', { ...wish, reference: `H-${index}`, title });
    const deal = await admin.post('/deals', { title: name, contact_ids: [other.id] });
    await admin.post(`/deals/${deal.id}/properties`, { property_ids: [home.id] });
  }
  return homes;
}

async function letActFor(agent, contact, other) {
  const { t, page } = agent;
  await agent.open(`/crm/contacts/${contact.id}`);
  await agent.button(t('crm.access.stands.add')).click();
  const dialog = agent.dialog(t('crm.access.stands.add'));
  await dialog.getByRole('combobox', { name: t('crm.contact.title') }).fill('mark');
  await dialog.getByRole('option', { name: other }).click();
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await dialog.getByRole('button', { name: t('common.add') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: other }).first().waitFor();
  await agent.findAccessible();
}

async function seesOnly(client, homes, name) {
  const { t, page } = client;
  await page.getByRole('button', { name: `${t('portal.switch.acting_for')}: ${name}` }).waitFor();
  await place(client, 'properties').click();
  await page.getByRole('heading', { level: 1, name: t('portal.homes.title') }).waitFor();
  await page.getByRole('link', { name: homes[name] }).first().waitFor();
  for (const home of Object.values(homes).filter((each) => each !== homes[name]))
    assert.equal(await page.getByRole('link', { name: home }).count(), 0, `${home} is not for ${name}`);
  await client.findAccessible();
}
