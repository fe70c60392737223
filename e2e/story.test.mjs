// SPDX-License-Identifier: Apache-2.0
// The main job from end to end: an agent imports her feed, offers three homes to a client and invites him; he answers, and she
// sees it happen.
import assert from 'node:assert/strict';
import { goTo, signInToCrm } from './support/crm.mjs';
import { offer } from './support/kyero.mjs';
import { assertNotReloaded, isHome, leaveOpen, skipWelcome } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, factIn, foundOrganization, mailsTo, openPortal, outside, password } from './support/world.mjs';

const colours = {
  primary_colour: '#7a1f4d',
  accent_colour: '#d9a441',
  header_colour: '#3b1029',
};
const dealTitle = 'Casa junto al mar';
const client = { first_name: 'Bram', last_name: 'Visser' };
const comment = 'Too far from the sea';
const offered = offer.slice(0, 3);

for (const size of ['phone', 'desktop']) {
  for (const language of ['nl', 'en']) {
    scene(`The main job from end to end, on a ${size}, in ${language}`, (here) => play(here, size, language));
  }
}

async function play(here, size, language) {
  const slug = `story-${language}-${size}`;
  const organization = await foundOrganization({ slug, locale: language });
  const admin = await Caller.staff(organization.admin.email);
  const portal = await openPortal(admin, colours);
  const email = `bram@${slug}.test`;

  const agent = await here.person('agent', { size, language, mayFail: [401] });
  await agent.open('/crm/');
  await agent.findAccessible();
  await signInToCrm(agent, organization.admin.email);
  await agent.findAccessible();
  await importFeed(agent);
  const titles = await titlesOf(admin);
  await seeProperties(agent, titles);
  const contactPath = await addClient(agent, email);
  const dealPath = await openDeal(agent);
  await offerHomes(agent, titles);
  await invite(agent, contactPath, email);
  const secret = await readMail(agent, { email, portal });

  const deal = await leaveOpen(agent, dealPath);
  const colleague = await here.person('colleague', {
    size,
    language,
    session: admin,
  });
  const timeline = await leaveOpen(colleague, contactPath);
  const bram = await here.person('client', { size, language, mayFail: [401] });
  await comeIn(bram, { portal, email, secret });
  await seeHomes(bram, titles);
  await likeFirst(bram, titles[0], offered[0].about[language]);
  await rejectNext(bram, titles);

  await seeVerdicts(deal, titles);
  await seeTimeline(timeline, titles);
}

async function importFeed(agent) {
  const { t, page } = agent;
  await goTo(agent, 'feeds');
  await agent.findAccessible();
  await agent.button(t('crm.feeds.new')).first().click();
  const dialog = agent.dialog(t('crm.feeds.new'));
  await dialog.getByLabel(t('crm.feeds.name')).fill('Costa');
  await dialog.getByLabel(t('crm.feeds.url'), { exact: false }).first().fill(`${outside}/kyero.xml`);
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.feeds.create') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await agent.button(t('crm.feeds.run')).click();
  await page
    .getByText(t('crm.feeds.created', { count: offer.length }))
    .first()
    .waitFor();
  const log = page.getByRole('button', { name: t('crm.feeds.log') });
  if ((await log.getAttribute('aria-expanded')) === 'false') await log.click();
  await page
    .getByRole('listitem')
    .getByRole('button', { name: t('crm.feeds.state.done') })
    .click();
  for (const { reference } of offer) await page.getByRole('cell', { name: reference }).waitFor();
  await agent.findAccessible();
}

/** The feed names no title: the server made one of kind and town. */
async function titlesOf(admin) {
  const { items } = await admin.get('/properties?limit=100');
  return offered.map(({ reference }) => items.find((property) => property.reference === reference).title);
}

async function seeProperties(agent, titles) {
  await goTo(agent, 'properties');
  for (const title of titles) await agent.page.getByRole('link', { name: title }).first().waitFor();
  await agent.findAccessible();
}

async function addClient(agent, email) {
  const { t, page } = agent;
  await goTo(agent, 'contacts');
  await agent.button(t('crm.contacts.new.client')).first().click();
  const dialog = agent.dialog(t('crm.contacts.new.client'));
  await dialog.getByLabel(t('activity.field.first_name')).fill(client.first_name);
  await dialog.getByLabel(t('activity.field.last_name')).fill(client.last_name);
  await dialog.getByLabel(t('common.email')).fill(email);
  await dialog.getByLabel(t('activity.field.locale')).selectOption(agent.language);
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.contacts.add.client') }).click();
  await page.waitForURL(/\/crm\/contacts\/\w{13}$/);
  await page
    .getByRole('heading', { name: `${client.first_name} ${client.last_name}` })
    .first()
    .waitFor();
  await agent.findAccessible();
  return new URL(page.url()).pathname;
}

async function openDeal(agent) {
  const { t, page } = agent;
  await goTo(agent, 'deals');
  await agent.findAccessible();
  await agent.button(t('crm.deals.new')).first().click();
  const dialog = agent.dialog(t('crm.deals.new'));
  await dialog.getByLabel(t('crm.deal.title')).fill(dealTitle);
  await dialog.getByRole('combobox', { name: t('crm.deal.contacts') }).fill('viss');
  await dialog.getByRole('option', { name: client.last_name }).click();
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.deals.create') }).click();
  await page.waitForURL(/\/crm\/deals\/\w{13}$/);
  await page.getByRole('heading', { name: t('crm.deal.none_title') }).waitFor();
  await agent.findAccessible();
  return new URL(page.url()).pathname;
}

async function offerHomes(agent, titles) {
  const { t } = agent;
  await agent.button(t('crm.deal.offer_homes')).first().click();
  const dialog = agent.dialog(t('crm.deal.offer_homes'));
  for (const title of titles) {
    await dialog.getByRole('listitem').filter({ hasText: title }).click();
    assert.ok(await dialog.getByRole('checkbox', { name: title }).isChecked());
  }
  await agent.findAccessible();
  await dialog
    .getByRole('button', {
      name: t('crm.deal.offer_count', { count: titles.length }),
    })
    .click();
  await dialog.waitFor({ state: 'hidden' });
  for (const title of titles) await homeRow(agent, title).getByText(t('common.verdict.to_review')).waitFor();
  await agent.findAccessible();
}

function homeRow(agent, title) {
  return agent.page
    .getByRole('table', { name: agent.t('crm.deal.offered_homes') })
    .getByRole('row')
    .filter({ hasText: title });
}

async function invite(agent, contactPath, email) {
  const { t, page } = agent;
  await page
    .getByRole('link', { name: `${client.first_name} ${client.last_name}` })
    .first()
    .click();
  await page.waitForURL(`**${contactPath}`);
  await agent.button(t('crm.access.invite')).click();
  const dialog = agent.dialog(
    t('crm.access.invite_title', {
      name: `${client.first_name} ${client.last_name}`,
    }),
  );
  assert.equal(await dialog.getByLabel(t('common.email')).inputValue(), email);
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.access.send') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(t('crm.access.state.invited'), { exact: true }).first().waitFor();
  await agent.findAccessible();
}

/** In the client's language, with his address and his temporary password. */
async function readMail(agent, { email, portal }) {
  const { t } = agent;
  const [mail] = await mailsTo(email);
  assert.equal(mail.headers.subject, t('mail.invitation.subject', { portal: portal.name }));
  assert.equal(factIn(mail, t('mail.invitation.email')), email);
  assert.ok(mail.text.includes(portal.address), `no ${portal.address} in:\n${mail.text}`);
  assert.ok(mail.html.includes(portal.address));
  return factIn(mail, t('mail.invitation.password'));
}

async function comeIn(bram, { portal, email, secret }) {
  const { t, page } = bram;
  await page.goto(portal.address);
  await page.getByRole('heading', { level: 1, name: t('portal.sign_in.title') }).waitFor();
  await bram.findAccessible();
  await bram.field(t('common.email')).fill(email);
  await page.locator('input[name="password"]').fill(secret);
  await bram.button(t('common.sign_in')).click();
  await page.getByRole('heading', { level: 1, name: t('portal.first_password.title') }).waitFor();

  const rules = page.getByRole('listitem').filter({ hasText: t('portal.password.met') });
  const chosen = page.getByLabel(t('portal.password.new'));
  for (const [typed, met] of [
    ['b', 1],
    ['bB', 2],
    ['bB1', 3],
    ['bB1!', 4],
    [password, 5],
  ]) {
    await chosen.fill(typed);
    await page.waitForFunction(
      ([word, count]) =>
        [...document.querySelectorAll('li')].filter((item) => item.textContent.includes(`, ${word}`)).length === count,
      [t('portal.password.met'), met],
    );
  }
  assert.equal(await rules.count(), 5);
  await bram.findAccessible();
  await bram.button(t('portal.first_password.submit')).click();
  await skipWelcome(bram);
  await isHome(bram, client.first_name);
}

async function seeHomes(bram, titles) {
  const { t, page } = bram;
  const waiting = page.getByRole('group', { name: t('portal.home.to_review') }).getByRole('article');
  for (const title of titles) await waiting.filter({ hasText: title }).waitFor();
  assert.equal(await waiting.count(), titles.length);
  const [language, brand] = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.lang, getComputedStyle(root).getPropertyValue('--brand')];
  });
  assert.equal(language, bram.language);
  assert.equal(brand, asRgb(colours.primary_colour));
  await bram.findAccessible();
  await bram.assertNoSidewaysScroll();
}

/** `#7a1f4d` as browsers compute it. */
function asRgb(colour) {
  return `rgb(${colour
    .match(/[0-9a-f]{2}/g)
    .map((part) => parseInt(part, 16))
    .join(', ')})`;
}

async function likeFirst(bram, title, about) {
  const { t, page } = bram;
  await page
    .getByRole('group', { name: t('portal.home.to_review') })
    .getByRole('link', { name: title })
    .click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText(about).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('main img')].some((image) => image.naturalWidth > 0));
  await bram.findAccessible();
  await bram.assertNoSidewaysScroll();
  await bram.button(`${t('common.verdict.interested')}: ${title}`).click();
  await page.getByText(t('portal.verdict.saved', { home: title })).waitFor();
  await bram.findAccessible();
}

async function rejectNext(bram, titles) {
  const { t, page } = bram;
  await bram.link(t('portal.verdict.next')).click();
  await page.getByRole('heading', { level: 1, name: titles[0] }).waitFor({ state: 'hidden' });
  await bram.arrive();
  const title = (await bram.heading.first().textContent()).trim();
  titles.rejected = title;
  assert.ok(titles.slice(1).includes(title), `${title} was offered`);
  await bram.button(`${t('common.verdict.rejected')}: ${title}`).click();
  const sheet = bram.dialog(t('portal.reasons.title'));
  await sheet.getByRole('button', { name: t('common.reason.location') }).click();
  await sheet.getByLabel(t('portal.reasons.comment')).fill(comment);
  await bram.findAccessible();
  await sheet.getByRole('button', { name: t('portal.reasons.send') }).click();
  await page.getByText(t('portal.verdict.saved', { home: title })).waitFor();
  await bram.findAccessible();
}

async function seeVerdicts(agent, titles) {
  const { t } = agent;
  await homeRow(agent, titles[0]).getByText(t('common.verdict.interested')).waitFor();
  await homeRow(agent, titles.rejected).getByText(t('common.verdict.rejected')).waitFor();
  await homeRow(agent, titles.rejected).getByText(comment).waitFor();
  await assertNotReloaded(agent);
  await agent.findAccessible();
}

async function seeTimeline(agent, titles) {
  const { t, page } = agent;
  const name = `${client.first_name} ${client.last_name}`;
  const timeline = page.getByRole('region', { name: t('activity.title') }).getByRole('article');
  const sentence = (action, property) =>
    t(`activity.deal_property_${action}`, {
      by: 'contact',
      actor: name,
      property,
    });
  await timeline.filter({ hasText: sentence('interested', titles[0]) }).waitFor();
  const rejection = timeline.filter({
    hasText: sentence('rejected', titles.rejected),
  });
  await rejection.getByText(comment).waitFor();
  await rejection.getByText(t('common.reason.location')).waitFor();
  await assertNotReloaded(agent);
  await agent.findAccessible();
}
