// SPDX-License-Identifier: Apache-2.0
// Whole journeys without a pointer: what has the focus is always known, and keys reach everything.
import assert from 'node:assert/strict';
import { hasFocus, tabTo } from './support/keyboard.mjs';
import { scene } from './support/scene.mjs';
import { Caller, foundOrganization, offerHomes, openPortal, password, welcomeClient } from './support/world.mjs';

/** Three homes of the agency's own, offered to a client who has been here before. */
async function agencyWithOffers(slug) {
  const organization = await foundOrganization({ slug });
  const admin = await Caller.staff(organization.admin.email);
  const portal = await openPortal(admin);
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, {
    first_name: 'Sanne',
    last_name: 'de Wit',
    email,
  });
  await offerHomes(admin, contact, ['Villa Alba', 'Villa Brisa', 'Villa Cala']);
  return { organization, email };
}

scene('By keyboard alone a client signs in, opens a home and rejects it with a reason', async (here) => {
  const { email } = await agencyWithOffers('keys-portal');
  const client = await here.person('client', { mayFail: [401] });
  const { page, t } = client;
  const { keyboard } = page;
  await client.open('/keys-portal/');
  await page.getByRole('heading', { level: 1, name: t('portal.sign_in.title') }).waitFor();
  await tabTo(client, client.field(t('common.email')));
  await keyboard.type(email);
  await tabTo(client, page.locator('input[name="password"]'));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Sanne/ }).waitFor();

  const home = page.getByRole('group', { name: t('portal.home.to_review') }).getByRole('link', { name: 'Villa Brisa' });
  await tabTo(client, home);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Villa Brisa' }).waitFor();
  await client.arrive();
  const reject = client.button(`${t('common.verdict.rejected')}: Villa Brisa`);
  await tabTo(client, reject);
  await keyboard.press('Enter');
  const sheet = client.dialog(t('portal.reasons.title'));
  await sheet.waitFor();
  await tabTo(client, sheet.getByRole('button', { name: t('common.reason.price') }));
  await keyboard.press('Space');
  await tabTo(client, sheet.getByLabel(t('portal.reasons.comment')));
  await keyboard.type('Above what we can spend');
  await tabTo(client, sheet.getByRole('button', { name: t('portal.reasons.send') }));
  await keyboard.press('Enter');
  await page.getByText(t('portal.verdict.saved', { home: 'Villa Brisa' })).waitFor();
  await page.getByText('Above what we can spend').waitFor();
  await hasFocus(client, reject);
  assert.equal(await reject.getAttribute('aria-pressed'), 'true');
});

scene('By keyboard alone an agent finds a contact with the command bar and writes a note', async (here) => {
  const { organization } = await agencyWithOffers('keys-crm');
  const agent = await here.person('agent', { mayFail: [401] });
  const { page, t } = agent;
  const { keyboard } = page;
  await agent.open('/crm/');
  await page.getByRole('heading', { level: 1, name: t('crm.sign_in.title') }).waitFor();
  await tabTo(agent, agent.field(t('common.email')));
  await keyboard.type(organization.admin.email);
  await tabTo(agent, page.locator('input[name="password"]'));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.waitForURL('**/crm/contacts');
  await agent.arrive();

  await keyboard.press('Control+k');
  const bar = agent.dialog(t('ui.command.label'));
  await hasFocus(agent, bar.getByRole('combobox'));
  await keyboard.type('sann');
  await bar.getByRole('option', { name: 'Sanne de Wit', selected: true }).waitFor();
  await agent.findAccessible();
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Sanne de Wit' }).waitFor();
  await agent.arrive();

  await keyboard.press('n');
  await hasFocus(agent, page.getByLabel(t('crm.note.label')));
  await keyboard.type('Rings back on Monday');
  await keyboard.press('Control+Enter');
  const timeline = page.getByRole('region', { name: t('activity.title') });
  await timeline.getByText('Rings back on Monday').waitFor();
});
