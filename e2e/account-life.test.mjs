// SPDX-License-Identifier: Apache-2.0
// The whole life of an account (PRODUCT 5.13): added, invited, expired, invited again, active, given and taken rights, blocked,
// let in again, removed from one portal and not from the other. Every mail is read.
import assert from 'node:assert/strict';
import { letInvitationsExpire } from './support/clock.mjs';
import { accessCard, accessIs, confirm, levelChoice, manageAccess } from './support/crm.mjs';
import {
  assertNotReloaded,
  isHome,
  isRefused,
  leaveOpen,
  place,
  signInToPortal,
  walkThroughSlides,
  walkThroughTour,
} from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import {
  addPortal,
  Caller,
  factIn,
  foundAgency,
  mailsTo,
  offerHomes,
  password,
  welcomeClient,
} from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };
const name = 'Sanne de Wit';

for (const [size, language] of [
  ['phone', 'nl'],
  ['desktop', 'en'],
]) {
  scene(`The life of an account from its first day to its last, on a ${size}, in ${language}`, (here) =>
    live(here, size, language),
  );
}

scene('The tour waits for the last thing it points at, whose code comes late', async (here) => {
  const { admin, portal } = await foundAgency({ slug: 'late-corner', name: 'Casa del Sol' });
  const email = 'sanne@late-corner.test';
  const contact = await welcomeClient(admin, portal, { ...sanne, email });
  await offerHomes(admin, contact, ['Villa Alba']);
  const session = await Caller.client(portal.slug, email);
  await session.put('/portal/tour', { state: 'due' });
  const client = await here.person('client', { session, serviceWorkers: 'block' });
  const { page } = client;
  const tour = page.waitForResponse(/\/Guide-[^/]*\.js$/);
  await page.route(/\/Corner-[^/]*\.js$/, async (route) => {
    await (await tour).finished();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await route.continue();
  });
  await client.open(`/${portal.slug}/`);
  await walkThroughSlides(client);
  await walkThroughTour(client);
  await isHome(client, sanne.first_name);
});

async function live(here, size, language) {
  const slug = `life-${size}`;
  const { admin, portal: sol } = await foundAgency({ slug, locale: language, name: 'Casa del Sol' });
  const mar = await addPortal(admin, { name: 'Casa del Mar', slug: `${slug}-mar` });
  const portals = [sol, mar];
  const email = `sanne@${slug}.test`;
  const agent = await here.person('agent', { size, language, session: admin, mayFail: [422] });
  const contact = await addLead(agent);
  await offerHomes(admin, contact, ['Villa Alba', 'Villa Brisa', 'Villa Cala']);
  await invite(agent, contact, { portals, email });

  const client = await here.person('client', { size, language, mayFail: [401, 403] });
  const secret = await inviteAgain(agent, client, { contact, portals, email });
  await comeIn(client, { sol, email, secret });
  await takeTourAgain(client, sol);
  await leaveOpen(client, `/${sol.slug}/`);
  await takeRights(agent, client, { contact, sol });
  await giveRights(agent, client, sol);
  await block(agent, client, { sol, email });
  await removeFromOne(agent, client, { sol, mar });
  await assertRecorded(admin, contact);
}

/** Somebody of whom no more than a name is known. Answers the contact. */
async function addLead(agent) {
  const { t, page } = agent;
  await agent.open('/crm/contacts?kind=lead');
  await agent.button(t('crm.contacts.new.lead')).first().click();
  const dialog = agent.dialog(t('crm.contacts.new.lead'));
  await dialog.getByLabel(t('activity.field.first_name')).fill(sanne.first_name);
  await dialog.getByLabel(t('activity.field.last_name')).fill(sanne.last_name);
  await dialog.getByRole('button', { name: t('crm.contacts.add.lead') }).click();
  await page.waitForURL(/\/crm\/contacts\/\w{13}$/);
  return { id: page.url().split('/').at(-1) };
}

/** What is missing is named and put right in the dialog; one mail goes out for both portals. */
async function invite(agent, contact, { portals, email }) {
  const { t, page } = agent;
  const [sol, mar] = portals;
  await accessCard(agent, sol)
    .getByRole('button', { name: t('crm.access.invite') })
    .click();
  const dialog = agent.dialog(t('crm.access.invite_title', { name }));
  await dialog.getByText(t('crm.access.missing', { fields: t('crm.access.need.email') })).waitFor();
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();

  const send = dialog.getByRole('button', { name: t('crm.access.send') });
  const address = dialog.getByLabel(t('common.email'));
  await send.click();
  await dialog.getByText(t('common.problem.required')).waitFor();
  await address.fill('sanne@');
  await send.click();
  await dialog.getByText(t('common.problem.invalid_format')).waitFor();
  await agent.findAccessible();
  await address.fill(email);
  await dialog.getByRole('checkbox', { name: mar.name }).check();
  assert.ok(await dialog.getByRole('checkbox', { name: sol.name }).isChecked());
  await confirm(agent, dialog, t('crm.access.send'));
  for (const portal of portals) await accessIs(agent, portal, 'invited');
  await page.getByText(email).first().waitFor();
}

/** The mails that invite, the latest last. */
function invitations({ t }, email, count) {
  return mailsTo(email, { count, about: t('mail.invitation.subject', { portal: '' }).trim() });
}

/** After three days nobody gets in with the first mail, after the next one only with that. Answers its password. */
async function inviteAgain(agent, client, { contact, portals, email }) {
  const { t } = agent;
  const [sol] = portals;
  const passwordIn = (mail) => factIn(mail, t('mail.invitation.password'));
  const [first] = await invitations(agent, email, 1);
  assert.equal(factIn(first, t('mail.invitation.email')), email);
  for (const { address } of portals) assert.ok(first.text.includes(address), `no ${address} in:\n${first.text}`);

  await letInvitationsExpire(email);
  await agent.open(`/crm/contacts/${contact.id}`);
  for (const portal of portals) await accessIs(agent, portal, 'expired');
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await signInToPortal(client, `/${sol.slug}/`, email, passwordIn(first));
  await isRefused(client, t('common.problem.invitation_expired'));
  await client.findAccessible();

  for (const portal of portals.toReversed()) {
    await accessCard(agent, portal)
      .getByRole('button', { name: t('crm.access.resend') })
      .click();
    await accessIs(agent, portal, 'invited');
  }
  const mails = await invitations(agent, email, 3);
  assert.equal(mails.length, 3, 'one mail for both portals, then one for each');
  const secrets = mails.map(passwordIn);
  assert.equal(new Set(secrets).size, 3);
  for (const replaced of secrets.slice(0, 2)) {
    await signInToPortal(client, `/${sol.slug}/`, email, replaced);
    await isRefused(client, t('common.problem.sign_in_failed'));
  }
  return secrets[2];
}

async function comeIn(client, { sol, email, secret }) {
  const { t, page } = client;
  await signInToPortal(client, `/${sol.slug}/`, email, secret);
  await page.getByRole('heading', { level: 1, name: t('portal.first_password.title') }).waitFor();
  await page.getByLabel(t('portal.password.new')).fill(password);
  await client.button(t('portal.first_password.submit')).click();
  await walkThroughSlides(client);
  await walkThroughTour(client);
  await isHome(client, sanne.first_name);
  await client.open(`/${sol.slug}/`);
  await isHome(client, sanne.first_name);
}

/** From the profile the tour begins once more; slides and tour can both be left by Escape. */
async function takeTourAgain(client, sol) {
  const { t, page } = client;
  await client.open(`/${sol.slug}/profile`);
  await client.button(t('portal.profile.restart_tour')).click();
  const slide = page.getByRole('heading', { level: 1, name: t('portal.welcome.rate.title') });
  await slide.waitFor();
  await page.keyboard.press('Escape');
  await isHome(client, sanne.first_name);

  await client.button(t('portal.help.open')).click();
  const help = client.dialog(t('portal.help.title'));
  await help.waitFor();
  await client.findAccessible();
  await help.getByRole('button', { name: t('portal.profile.restart_tour') }).click();
  await slide.waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await client.button(t('portal.welcome.start')).click();
  const tour = client.dialog(t('portal.tour.overview.title'));
  await tour.getByRole('button', { name: t('portal.tour.skip') }).waitFor();
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'hidden' });
  await page.reload();
  await isHome(client, sanne.first_name);
}

async function changeRights(agent, sol, change) {
  const { t } = agent;
  await manageAccess(agent, sol, 'crm.access.edit_rights');
  const dialog = agent.dialog(t('crm.rights.edit_title', { name }));
  await change(dialog);
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await confirm(agent, dialog, t('crm.form.save'));
}

/** What staff take is gone from the page that is open in the portal, and said of a page that is asked for. */
async function takeRights(agent, client, { contact, sol }) {
  const { t, page } = client;
  for (const module of ['properties', 'appointments']) await place(client, module).waitFor();
  await agent.open(`/crm/contacts/${contact.id}`);
  await changeRights(agent, sol, async (dialog) => {
    await levelChoice(dialog, t, 'basic').check();
    await dialog.getByLabel(t('crm.rights.name.properties'), { exact: true }).selectOption('denied');
  });
  await accessCard(agent, sol)
    .getByText(t('crm.access.exceptions', { count: 1 }))
    .waitFor();
  for (const module of ['properties', 'appointments']) await place(client, module).waitFor({ state: 'hidden' });
  await page.getByText(t('portal.home.plain_title')).waitFor();
  assert.equal(await page.getByText('Villa Alba').count(), 0);
  await assertNotReloaded(client);
  await client.findAccessible();

  await client.open(`/${sol.slug}/appointments`);
  await page.getByRole('heading', { level: 1, name: t('portal.not_allowed.title') }).waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
}

async function giveRights(agent, client, sol) {
  const { t, page } = client;
  await leaveOpen(client, `/${sol.slug}/`);
  await changeRights(agent, sol, async (dialog) => {
    await levelChoice(dialog, t, 'standard').check();
    await dialog.getByLabel(t('crm.rights.name.properties'), { exact: true }).selectOption('level');
  });
  for (const module of ['properties', 'appointments']) await place(client, module).waitFor();
  await page.getByRole('link', { name: 'Villa Alba' }).first().waitFor();
  await assertNotReloaded(client);
}

/** The open page ends by itself; nobody comes in until the block is lifted. */
async function block(agent, client, { sol, email }) {
  const { t, page } = client;
  await manageAccess(agent, sol, 'crm.access.block');
  const dialog = agent.dialog(t('crm.access.block_title', { name }));
  await agent.findAccessible();
  await confirm(agent, dialog, t('crm.access.block'));
  await accessIs(agent, sol, 'blocked');
  await page.waitForURL(`**/${sol.slug}/sign-in**`);
  await client.arrive();
  await signInToPortal(client, `/${sol.slug}/`, email);
  await isRefused(client, t('common.problem.sign_in_failed'));

  await accessCard(agent, sol)
    .getByRole('button', { name: t('crm.access.unblock') })
    .click();
  await accessIs(agent, sol, 'active');
  await signInToPortal(client, `/${sol.slug}/`, email);
  await isHome(client, sanne.first_name);
}

/** Through the switcher from portal to portal; then one of them is closed to her, and the other stays. */
async function removeFromOne(agent, client, { sol, mar }) {
  const { t, page } = client;
  const switchTo = async (from, to) => {
    await page.getByRole('button', { name: `${t('portal.switch.portals')}: ${from.name}` }).click();
    await client.findAccessible();
    await page.getByRole('menuitemradio', { name: to.name }).click();
    await page.waitForURL(`**/${to.slug}/`);
    await isHome(client, sanne.first_name);
    await client.arrive();
  };
  await switchTo(sol, mar);
  await accessIs(agent, mar, 'active');
  await switchTo(mar, sol);

  await manageAccess(agent, mar, 'crm.access.remove');
  const dialog = agent.dialog(t('crm.access.remove_title', { name }));
  await agent.findAccessible();
  await confirm(agent, dialog, t('crm.access.remove'));
  await accessIs(agent, mar, 'none');
  await page.reload();
  await isHome(client, sanne.first_name);
  await page.getByRole('button', { name: t('portal.switch.portals') }).waitFor({ state: 'detached' });
  await client.open(`/${mar.slug}/`);
  await page.waitForURL(`**/${mar.slug}/sign-in**`);
  await client.open(`/${sol.slug}/`);
  await isHome(client, sanne.first_name);
}

async function assertRecorded(admin, contact) {
  const { items } = await admin.get(`/contacts/${contact.id}/timeline?limit=100`);
  const actions = new Set(items.map(({ action }) => action));
  for (const act of ['invited', 'invited_again', 'activated', 'rights_changed', 'blocked', 'unblocked', 'removed'])
    assert.ok(actions.has(`access.${act}`), `access.${act} is not on the timeline: ${[...actions]}`);
}
