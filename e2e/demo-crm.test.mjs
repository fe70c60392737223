// SPDX-License-Identifier: Apache-2.0
// Every page of the CRM in the filled demo: accessible, quiet on the console and within the screen, at both sizes, light and
// dark; no English where another language was chosen, and room on a phone for the words of all.
import { before } from 'node:test';
import { accessCard, manageAccess } from './support/crm.mjs';
import { findNoEnglish, first, fits, languages, look, lookInto } from './support/pages.mjs';
import { scene, sizes } from './support/scene.mjs';
import { Caller, fillDemo } from './support/world.mjs';

/** For who is not signed in. */
const doors = ['/crm/sign-in', '/crm/forgot', '/crm/reset'];
/** About accounts: much to read on little room. */
const accountPages = ['/crm/requests', '/crm/settings/security', '/crm/settings/audit', '/crm/settings/account'];
const portal = { name: 'Mijn Vesper & Daal' };
let marit;
let workPages;
let sanne;
let uninvited;

before(async () => {
  await fillDemo();
  marit = await Caller.staff('admin@vesperdaal.example');
  sanne = await first(marit, '/contacts?kind=client&q=sanne');
  uninvited = await first(marit, '/contacts?kind=client&status=added');
  workPages = await pagesOf(marit);
});

async function pagesOf(staff) {
  const company = await first(staff, '/companies');
  const property = await first(staff, '/properties?status=available');
  const deal = await first(staff, '/deals?q=sanne');
  return [
    '/crm/contacts',
    '/crm/contacts?kind=partner',
    '/crm/contacts?kind=lead',
    `/crm/contacts/${sanne.id}`,
    '/crm/companies',
    `/crm/companies/${company.id}`,
    '/crm/properties',
    '/crm/properties/new',
    `/crm/properties/${property.id}`,
    `/crm/properties/${property.id}/edit`,
    '/crm/deals',
    '/crm/deals?view=list',
    `/crm/deals/${deal.id}`,
    '/crm/feeds',
    '/crm/settings/portals',
  ];
}

function openRights(agent) {
  return manageAccess(agent, portal, 'crm.access.edit_rights');
}

/** The field that finds people has the focus and shows some: Escape puts these away first. */
async function openStandsFor(agent) {
  await agent.button(agent.t('crm.access.stands.add')).click();
  await agent.page.getByRole('listbox').waitFor();
  await agent.findAccessible();
  await agent.page.keyboard.press('Escape');
}

function openInvitation(agent) {
  return accessCard(agent, portal)
    .getByRole('button', { name: agent.t('crm.access.invite') })
    .click();
}

function invitation({ t }) {
  return t('crm.access.invite_title', { name: `${uninvited.first_name} ${uninvited.last_name}` });
}

for (const size of Object.keys(sizes)) {
  scene(`The doors of the CRM and the pages about accounts are in order on a ${size}`, async (here) => {
    await look(await here.person('stranger', { size, mayFail: [401] }), doors);
    await look(await here.person('agent', { size, session: marit }), accountPages);
  });

  scene(`Every page of the CRM about the work is in order on a ${size}`, async (here) => {
    await look(await here.person('agent', { size, session: marit }), workPages);
  });

  scene(`What opens over a page of the CRM is in order on a ${size}`, async (here) => {
    const agent = await here.person('agent', { size, session: marit });
    const { t, page } = agent;
    const byKey = (key) => () => page.keyboard.press(key);
    const byButton = (name) => () => agent.button(name).first().click();
    const deal = workPages.find((path) => path.startsWith('/crm/deals/'));
    await agent.open('/crm/contacts');
    await lookInto(agent, byKey('Control+k'), t('ui.command.label'));
    await lookInto(agent, byKey('?'), t('ui.shortcut.title'));
    await lookInto(agent, byButton(t('crm.contacts.new.client')), t('crm.contacts.new.client'));
    await agent.open(`/crm/contacts/${sanne.id}`);
    await lookInto(agent, byKey('e'), t('crm.form.edit', { name: 'Sanne de Wit' }));
    await lookInto(agent, () => openStandsFor(agent), t('crm.access.stands.add'));
    await lookInto(agent, () => openRights(agent), t('crm.rights.edit_title', { name: 'Sanne de Wit' }));
    for (const tab of ['crm.contact.tab.homes', 'common.nav.deals', 'common.nav.appointments']) {
      await page.getByRole('tab', { name: t(tab) }).click();
      await agent.findAccessible();
    }
    await agent.open(`/crm/contacts/${uninvited.id}`);
    await lookInto(agent, () => openInvitation(agent), invitation(agent));
    await agent.open('/crm/companies');
    await lookInto(agent, byButton(t('crm.companies.new')), t('crm.companies.new'));
    await agent.open('/crm/properties');
    await lookInto(agent, byButton(t('crm.properties.filters')), t('crm.properties.filters'));
    await agent.open(deal);
    await lookInto(agent, byKey('o'), t('crm.deal.offer_homes'));
    await lookInto(agent, byKey('e'), t('crm.deal.edit'));
    await lookInto(agent, byKey('s'), t('crm.deal.move_stage'));
    await agent.open('/crm/settings/account');
    await lookInto(agent, byButton(t('crm.second.set_up')), t('crm.second.set_up_title'));
    await lookInto(agent, byButton(t('crm.passkeys.add')), t('crm.passkeys.add'));
  });
}

scene('With Dutch chosen, no word about the work is English', async (here) => {
  const femke = await Caller.staff('femke.bos@vesperdaal.example');
  await findNoEnglish(await here.person('agent', { language: 'nl', session: femke }), workPages);
});

scene('German words fit a phone, on every page about the work', async (here) => {
  const tom = await Caller.staff('tom.ashworth@vesperdaal.example');
  await tom.put('/session/locale', { locale: 'de' });
  const agent = await here.person('agent', { size: 'phone', language: 'de', session: tom });
  for (const path of workPages) await fits(agent, path);
});

scene('At the doors of the CRM the words of every language are its own and fit a phone', async (here) => {
  for (const language of languages) {
    const stranger = await here.person(language, { size: 'phone', language, mayFail: [401] });
    for (const path of doors) await fits(stranger, path);
  }
});

scene('Where staff look after accounts the words of every language are its own and fit a phone', async (here) => {
  const agent = await here.person('agent', { size: 'phone', session: marit });
  for (const language of languages) {
    await marit.put('/session/locale', { locale: language });
    agent.speak(language);
    for (const path of accountPages) await fits(agent, path);
    await fits(agent, `/crm/contacts/${sanne.id}`);
    await openRights(agent);
    await agent.dialog(agent.t('crm.rights.edit_title', { name: 'Sanne de Wit' })).waitFor();
    await fits(agent);
    await agent.open(`/crm/contacts/${uninvited.id}`);
    await openInvitation(agent);
    await agent.dialog(invitation(agent)).waitFor();
    await fits(agent);
  }
});
