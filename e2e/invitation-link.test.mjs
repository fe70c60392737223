// SPDX-License-Identifier: Apache-2.0
// Invitations by activation link (PRODUCT 5.7): opening the link uses nothing up, pressing the button does. By mail, or handed
// over by whoever invites; and by keyboard alone.
import assert from 'node:assert/strict';
import { accessCard, accessIs, confirm, levelChoice } from './support/crm.mjs';
import { hasFocus, tabTo } from './support/keyboard.mjs';
import { isHome, place, signInToPortal, skipWelcome } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { codeIn, foundAgency, inviteClient, linkIn, mailsTo, offerHomes, password } from './support/world.mjs';

const bram = { first_name: 'Bram', last_name: 'Visser' };
const name = 'Bram Visser';

function agencyWithLinks(slug, locale) {
  return foundAgency({ slug, locale, name: 'Casa del Sol', invitation_style: 'activation_link' });
}

async function openLink(person, link) {
  await person.page.goto(link);
  await person.page
    .getByRole('heading', { level: 1, name: person.t('portal.link.activation.heading', { name: 'Bram' }) })
    .waitFor();
  await person.arrive();
  assert.equal(new URL(person.page.url()).hash, '', 'the secret stays in the address');
}

async function choosePassword(person, secret) {
  await person.page.getByLabel(person.t('portal.password.new')).fill(secret);
  await person.button(person.t('portal.link.activation.submit')).click();
}

scene(
  'A link may be opened as often as scanners like, and is used up by its button alone, on a phone',
  async (here) => {
    const { admin, portal } = await agencyWithLinks('link', 'nl');
    const email = 'bram@link.test';
    await inviteClient(admin, [portal], { ...bram, email, locale: 'nl' });
    const [mail] = await mailsTo(email);
    const link = linkIn(mail, `${portal.slug}/activate`);

    const scanner = await here.person('scanner', { language: 'nl', mayFail: [401, 410] });
    await openLink(scanner, link);
    const client = await here.person('client', { size: 'phone', language: 'nl', mayFail: [410, 422] });
    await openLink(client, link);
    await client.findAccessible();
    await client.assertNoSidewaysScroll();
    await choosePassword(client, 'Welcome1!');
    await client.page.getByText(client.t('common.problem.common')).waitFor();
    await client.findAccessible();
    await choosePassword(client, password);
    await skipWelcome(client);
    await isHome(client, bram.first_name);

    await choosePassword(scanner, 'Not-by-this-1');
    await scanner.page.getByRole('heading', { level: 1, name: scanner.t('portal.link.over_title') }).waitFor();
    await scanner.findAccessible();
    await scanner.page.goto(link);
    await scanner.page.getByText(scanner.t('portal.link.activation.over_text')).waitFor();
    await scanner.page.reload();
    await scanner.page.getByRole('heading', { level: 1, name: scanner.t('portal.link.again_title') }).waitFor();
    await scanner.findAccessible();
    await signInToPortal(scanner, `/${portal.slug}/`, email);
    await isHome(scanner, bram.first_name);
  },
);

scene('A lead gets a first deal and home on the way, and the invitation by hand', async (here) => {
  const { admin, portal } = await agencyWithLinks('by-hand', 'en');
  const email = 'bram@by-hand.test';
  const lead = await admin.post('/contacts', { ...bram, kind: 'lead', email, locale: 'en' });
  await loseDeal(admin, lead);
  const other = await admin.post('/contacts', {
    first_name: 'Mark',
    last_name: 'Jansen',
    kind: 'lead',
    email: 'mark@by-hand.test',
  });
  await offerHomes(admin, other, ['Villa Alba']);
  const agent = await here.person('agent', { session: admin });
  const { t, page } = agent;
  await agent.open(`/crm/contacts/${lead.id}`);
  await accessCard(agent, portal)
    .getByRole('button', { name: t('crm.access.invite') })
    .click();
  const dialog = agent.dialog(t('crm.access.invite_title', { name }));
  await dialog.getByText(t('crm.access.missing', { fields: t('crm.access.need.active_lead') })).waitFor();
  assert.ok(await dialog.getByRole('radio', { name: t('crm.access.lead.deal') }).isChecked());
  await dialog.getByRole('combobox', { name: t('crm.access.home') }).fill('alba');
  await dialog.getByRole('option', { name: 'Villa Alba' }).click();
  await dialog.getByRole('checkbox', { name: t('crm.access.by_hand') }).check();
  await dialog.getByText(t('crm.rights.more')).click();
  await dialog.getByLabel(t('crm.rights.name.upload'), { exact: true }).selectOption('allowed');
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await confirm(agent, dialog, t('crm.access.send_by_hand'));

  const handed = agent.dialog(t('crm.access.text.title', { name }));
  await handed.getByLabel(t('crm.access.text.subject'), { exact: true }).waitFor();
  await agent.findAccessible();
  const text = await handed.getByLabel(t('crm.access.text.text'), { exact: true }).inputValue();
  await handed.getByText(t('common.close'), { exact: true }).click();
  await handed.waitFor({ state: 'hidden' });
  await accessIs(agent, portal, 'invited');
  await accessCard(agent, portal).getByText(t('crm.access.delivery.by_hand')).waitFor();
  await page.getByRole('tab', { name: t('common.nav.deals') }).click();
  await page
    .getByRole('link', { name: t('crm.access.deal_title', { name }) })
    .first()
    .waitFor();

  const client = await here.person('client', { mayFail: [410] });
  await openLink(client, linkIn({ text }, `${portal.slug}/activate`));
  await choosePassword(client, password);
  await skipWelcome(client);
  await client.page.getByRole('link', { name: 'Villa Alba' }).first().waitFor();
  await accessIs(agent, portal, 'active');
});

/** A deal that came to nothing: the lead is no active one any more. */
async function loseDeal(admin, contact) {
  const deal = await admin.post('/deals', { title: 'Last year', contact_ids: [contact.id] });
  const { items } = await admin.get('/pipelines');
  const lost = items[0].stages.find(({ kind }) => kind === 'lost');
  await admin.put(`/deals/${deal.id}/stage`, { stage_id: lost.id });
}

scene('By keyboard alone an agent invites, and a client opens the link and comes back by code', async (here) => {
  const { admin, portal } = await agencyWithLinks('keys-invitation', 'en');
  const email = 'bram@keys-invitation.test';
  const contact = await admin.post('/contacts', { ...bram, kind: 'client', email, locale: 'en' });
  const agent = await here.person('agent', { session: admin });
  await inviteByKeys(agent, portal, contact);
  const [mail] = await mailsTo(email);

  const client = await here.person('client', { mayFail: [401] });
  const { t, page } = client;
  const { keyboard } = page;
  await openLink(client, linkIn(mail, `${portal.slug}/activate`));
  await tabTo(client, page.getByLabel(t('portal.password.new')));
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: t('portal.welcome.rate.title') }).waitFor();
  await tabTo(client, client.button(t('portal.welcome.skip')));
  await keyboard.press('Enter');
  await isHome(client, bram.first_name);

  await tabTo(client, page.getByRole('banner').getByRole('link', { name: t('common.nav.profile') }));
  await keyboard.press('Enter');
  await tabTo(client, client.button(t('common.sign_out')));
  await keyboard.press('Enter');
  await page.waitForURL(`**/${portal.slug}/sign-in`);
  await comeBackByCode(client, portal, email);
});

async function inviteByKeys(agent, portal, contact) {
  const { t, page } = agent;
  const { keyboard } = page;
  await agent.open(`/crm/contacts/${contact.id}`);
  await accessIs(agent, portal, 'none');
  await keyboard.press('i');
  const dialog = agent.dialog(t('crm.access.invite_title', { name }));
  await hasFocus(agent, dialog.getByLabel(t('common.email')));
  await tabTo(agent, levelChoice(dialog, t, 'standard'));
  await keyboard.press('ArrowDown');
  assert.ok(await levelChoice(dialog, t, 'extended').isChecked());
  await tabTo(agent, dialog.getByRole('button', { name: t('crm.access.send') }));
  await keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await accessIs(agent, portal, 'invited');
  await tabTo(agent, accessCard(agent, portal).getByRole('button', { name: t('crm.access.manage_short') }));
  await keyboard.press('Enter');
  await hasFocus(agent, page.getByRole('menuitem', { name: t('crm.access.edit_rights') }));
  await keyboard.press('Enter');
  const rights = agent.dialog(t('crm.rights.edit_title', { name }));
  await levelChoice(rights, t, 'extended', { checked: true }).waitFor();
  await keyboard.press('Escape');
  await rights.waitFor({ state: 'hidden' });
}

async function comeBackByCode(client, portal, email) {
  const { t, page } = client;
  const { keyboard } = page;
  await tabTo(client, page.getByRole('tab', { name: t('common.password') }));
  await keyboard.press('ArrowRight');
  await hasFocus(client, page.getByRole('tab', { name: t('portal.sign_in.code') }));
  await tabTo(client, page.getByLabel(t('portal.code.login')));
  await keyboard.type(email);
  await keyboard.press('Enter');
  await hasFocus(client, page.getByLabel(t('portal.code.label')));
  const about = t('mail.sign_in_code.subject', { code: '', portal: portal.name }).trim();
  const [code] = await mailsTo(email, { about });
  await keyboard.type(codeIn(code));
  await keyboard.press('Enter');
  await isHome(client, bram.first_name);
  await place(client, 'home').first().waitFor();
}
