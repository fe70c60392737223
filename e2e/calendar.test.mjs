// SPDX-License-Identifier: Apache-2.0
// The agent's calendar: what clients ask for is there at once and is answered beside it; what was agreed is moved by pointer
// and by keys; what was said after a viewing is seen and heard on the deal's page.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openRequest, pressConfirm, requestOf } from './support/calendar.mjs';
import { goTo } from './support/crm.mjs';
import { hasFocus } from './support/keyboard.mjs';
import { houseAsPng } from './support/picture.mjs';
import { leaveOpen } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, address, foundAgency, mailsTo, offerHomes, welcomeClient } from './support/world.mjs';

const hour = 3_600_000;
const homes = ['Villa Alba', 'Villa Brisa', 'Villa Cala'];
const voice = new URL('../server/app/demo/voices/zeeweg-living-room.mp3', import.meta.url);

/** A time of day (UTC) in the week after this one: 1 is Monday. */
function nextWeek(weekday, hours, minutes = 0) {
  const now = new Date();
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 8 - (now.getUTCDay() || 7));
  return new Date(monday + (weekday - 1) * 24 * hour + hours * hour + minutes * 60_000).toISOString();
}

/** An agency, a client with three homes in a deal, and both of them at the API. */
async function agencyWithClient(slug, locale) {
  const { organization, admin, portal } = await foundAgency({ slug, locale });
  const email = `bram@${slug}.test`;
  const contact = await welcomeClient(admin, portal, {
    first_name: 'Bram',
    last_name: 'Visser',
    email,
    locale,
  });
  await offerHomes(admin, contact, homes);
  const client = await Caller.client(slug, email);
  const { items: properties } = await admin.get('/properties?limit=100');
  const homeCalled = (title) => properties.find((each) => each.title === title).id;
  const { items: deals } = await admin.get(`/contacts/${contact.id}/deals`);
  return {
    organization,
    admin,
    client,
    contact,
    email,
    homeCalled,
    deal: deals[0].id,
  };
}

function askForViewing({ client, homeCalled }, title, preferred, note) {
  return client.post(`/portal/properties/${homeCalled(title)}/viewing-requests`, { preferred, note });
}

const sizes = [
  ['desktop', 'en'],
  ['phone', 'nl'],
];

/** A world with an agent who looks at the calendar of this week. */
async function watchCalendar(here, slug, size, language) {
  const world = await agencyWithClient(slug, language);
  const agent = await here.person('agent', { size, language, session: world.admin });
  await agent.open('/crm/contacts');
  await goTo(agent, 'calendar');
  await agent.page.evaluate(() => (window.neverReloaded = true));
  return { world, agent };
}

async function isNeverReloaded({ page }) {
  assert.ok(await page.evaluate(() => window.neverReloaded), 'the page was loaded anew');
}

for (const [size, language] of sizes) {
  const where = `on a ${size}, in ${language}`;
  scene(`A request is in the open calendar at once and is confirmed there, ${where}`, async (here) => {
    const { world, agent } = await watchCalendar(here, `calendar-confirm-${size}`, size, language);
    const { admin, email } = world;
    const { t } = agent;
    await admin.post('/appointments', {
      type: 'meeting',
      title: 'Lunch',
      starts_at: nextWeek(2, 10),
      ends_at: nextWeek(2, 11),
    });
    await agent.findAccessible();

    const note = 'Could we see the garden as well?';
    const wanted = [nextWeek(2, 10, 30), nextWeek(3, 9), nextWeek(4, 15)];
    const request = await askForViewing(world, 'Villa Alba', wanted, note);
    const card = await openRequest(agent, 'Villa Alba');
    await card.getByText(note).waitFor();
    const moments = card.getByRole('radio');
    assert.equal(await moments.count(), 3);
    await card.getByText(t('crm.appointment.clash'), { exact: true }).waitFor();
    await card.getByText(t('crm.appointment.free'), { exact: true }).first().waitFor();
    assert.ok(await moments.nth(1).isChecked(), 'the first free moment is chosen');
    await agent.findAccessible();
    await agent.assertNoSidewaysScroll();

    // What clashes is confirmed after a question only.
    await moments.nth(0).check();
    await pressConfirm(agent, card);
    const question = agent.dialog(t('crm.appointment.clash_title'));
    await question.getByText('Lunch').waitFor();
    await agent.findAccessible();
    await question.getByRole('button', { name: t('common.cancel') }).click();
    await question.waitFor({ state: 'hidden' });
    assert.equal((await admin.get(`/appointments/${request.id}`)).status, 'pending');

    await moments.nth(1).check();
    await pressConfirm(agent, card);
    await card.waitFor({ state: 'hidden' });
    const confirmed = await admin.get(`/appointments/${request.id}`);
    assert.equal(confirmed.status, 'confirmed');
    assert.equal(Date.parse(confirmed.starts_at), Date.parse(wanted[1]));
    await mailsTo(email, { about: 'Villa Alba' });
    await isNeverReloaded(agent);
  });

  scene(`Other times are proposed and a request is declined, ${where}`, async (here) => {
    const { world, agent } = await watchCalendar(here, `calendar-answer-${size}`, size, language);
    const { admin, client } = world;
    const { t, page } = agent;
    const request = await askForViewing(world, 'Villa Brisa', [nextWeek(5, 9)]);
    const card = await openRequest(agent, 'Villa Brisa');
    await card.getByRole('button', { name: t('crm.appointment.propose') }).click();
    const proposal = agent.dialog(t('crm.appointment.propose'));
    const field = (name, number) =>
      proposal.getByLabel(t(`crm.appointment.${name}_number`, { number }), { exact: true });
    await field('day', 1).fill(nextWeek(5, 9).slice(0, 10));
    await field('time', 1).fill('15:00');
    await proposal.getByRole('button', { name: t('crm.appointment.add_moment') }).click();
    await field('time', 2).fill('16:30');
    await proposal.getByLabel(t('crm.appointment.message')).fill('The owners are away in the morning.');
    await agent.findAccessible();
    await proposal.getByRole('button', { name: t('crm.appointment.propose_send', { count: 2 }) }).click();
    await proposal.waitFor({ state: 'hidden' });
    const waits = card.getByText(t('crm.appointment.waits_for', { name: 'Bram Visser' })).first();
    // A phone lists what is to be done alone.
    if (size === 'phone') await card.waitFor({ state: 'hidden' });
    else await waits.waitFor();
    const { preferred, proposed_by: side } = await admin.get(`/appointments/${request.id}`);
    assert.deepEqual([preferred.length, side], [2, 'staff']);
    await client.put(`/portal/appointments/${request.id}/acceptance`, { starts_at: preferred[1] });
    await card.waitFor({ state: 'hidden' });

    const other = await askForViewing(world, 'Villa Cala', [nextWeek(5, 12)]);
    const refused = await openRequest(agent, 'Villa Cala');
    await refused.getByRole('button', { name: t('crm.appointment.more', { title: 'Villa Cala' }) }).click();
    await page.getByRole('menuitem', { name: t('crm.appointment.decline') }).click();
    const refusal = agent.dialog(t('crm.appointment.decline_title', { title: 'Villa Cala' }));
    await refusal.getByLabel(t('crm.appointment.reason')).fill('It was reserved this morning.');
    await agent.findAccessible();
    await refusal.getByRole('button', { name: t('crm.appointment.decline') }).click();
    await refused.waitFor({ state: 'hidden' });
    const { status, cancel_reason: reason } = await admin.get(`/appointments/${other.id}`);
    assert.deepEqual([status, reason], ['declined', 'It was reserved this morning.']);
    await isNeverReloaded(agent);
  });
}

scene('What was agreed is moved with the pointer and by keys, and undone', async (here) => {
  const world = await agencyWithClient('calendar-moves', 'en');
  const { admin, contact } = world;
  const internal = await admin.post('/appointments', {
    type: 'meeting',
    title: 'Team start',
    starts_at: nextWeek(2, 9),
    ends_at: nextWeek(2, 10),
  });
  const shared = await admin.post('/appointments', {
    type: 'meeting',
    title: 'Mortgage talk',
    starts_at: nextWeek(3, 9),
    ends_at: nextWeek(3, 10),
    contact_id: contact.id,
    visible_to_contact: true,
  });
  const startOf = async ({ id }) => (await admin.get(`/appointments/${id}`)).starts_at;
  const isAt = async (appointment, moment) => {
    for (;;) if (Date.parse(await startOf(appointment)) === Date.parse(moment)) return;
  };

  const agent = await here.person('agent', { session: admin });
  const { t, page } = agent;
  await agent.open(`/crm/calendar?day=${nextWeek(2, 9).slice(0, 10)}`);
  const event = (title) => page.locator('[data-block]').filter({ hasText: title });
  const box = await event('Team start').boundingBox();
  const middle = [box.x + box.width / 2, box.y + 12];
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 20, middle[1] + 20);
  await page.mouse.move(middle[0] + box.width, middle[1] + box.height, {
    steps: 4,
  });
  await page.mouse.up();
  await page.getByText(t('crm.appointment.moved', { title: 'Team start', when: '' }).trim()).waitFor();
  await isAt(internal, nextWeek(3, 10));
  await agent.button(t('common.undo')).click();
  await page.getByText(t('crm.appointment.moved_back', { title: 'Team start' })).waitFor();
  await isAt(internal, nextWeek(2, 9));

  // By keys, where somebody is told: a question comes first.
  await event('Mortgage talk').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  const question = agent.dialog(t('crm.appointment.move_title', { title: 'Mortgage talk' }));
  await question.getByText(t('crm.appointment.will_be_told', { name: 'Bram Visser' })).waitFor();
  await agent.findAccessible();
  await question.getByRole('button', { name: t('crm.appointment.move_and_tell') }).click();
  await question.waitFor({ state: 'hidden' });
  await isAt(shared, nextWeek(4, 9, 30));
  const { ends_at: end } = await admin.get(`/appointments/${shared.id}`);
  assert.equal(Date.parse(end), Date.parse(nextWeek(4, 10, 45)));
  await hasFocus(agent, event('Mortgage talk'));

  // Escape leaves it where it is; Enter opens it beside the calendar, Escape leads back.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Mortgage talk' }).waitFor();
  await agent.findAccessible();
  await page.keyboard.press('Escape');
  await hasFocus(agent, event('Mortgage talk'));
  await isAt(shared, nextWeek(4, 9, 30));
});

scene('A new meeting that the client may see is in his portal and his mail', async (here) => {
  const world = await agencyWithClient('calendar-new', 'en');
  const { admin, client, email } = world;
  const agent = await here.person('agent', { session: admin });
  const { t, page } = agent;
  await agent.open('/crm/calendar');
  await page.keyboard.press('n');
  const dialog = agent.dialog(t('crm.appointment.new'));
  await dialog.getByLabel(t('crm.appointment.title')).fill('Papers at the notary');
  await dialog.getByLabel(t('crm.appointment.day'), { exact: true }).fill(nextWeek(4, 9).slice(0, 10));
  await dialog.getByLabel(t('crm.appointment.starts')).fill('14:00');
  await dialog.getByRole('combobox', { name: t('crm.appointment.contact') }).fill('viss');
  await dialog.getByRole('option', { name: 'Bram Visser' }).click();
  await dialog.getByLabel(t('crm.appointment.visible')).check();
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.appointment.create') }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { upcoming } = await client.get('/portal/appointments');
  assert.deepEqual(
    upcoming.map(({ title }) => title),
    ['Papers at the notary'],
  );
  await mailsTo(email, { about: 'Papers at the notary' });
});

for (const [size, language] of sizes) {
  scene(`What a client says of a home is on the deal’s page at once, on a ${size}, in ${language}`, async (here) => {
    const world = await agencyWithClient(`feedback-${size}`, language);
    const { admin, client, contact, homeCalled, deal } = world;
    const viewing = await admin.post('/appointments', {
      type: 'viewing',
      title: 'Villa Alba',
      starts_at: new Date(Date.now() + hour / 2).toISOString(),
      contact_id: contact.id,
      property_id: homeCalled('Villa Alba'),
      deal_id: deal,
      visible_to_contact: true,
    });
    const agent = await here.person('agent', {
      size,
      language,
      session: admin,
    });
    const { t, page } = agent;
    await leaveOpen(agent, `/crm/deals/${deal}`);
    await page.getByText(t('common.appointment.status.confirmed')).first().waitFor();
    await agent.button('Villa Alba').click();

    await admin.put(`/appointments/${viewing.id}/completion`, {});
    const path = `/portal/appointments/${viewing.id}/feedback`;
    await client.put(path, {
      stars: 4,
      notes: 'The deck is even better than in the photos.',
    });
    await send(client, `${path}/media/${randomUUID()}`, houseAsPng(3), 'image/png');
    await send(client, `${path}/media/${randomUUID()}`, await readFile(voice), 'audio/mpeg');

    const said = page.getByRole('complementary', { name: 'Villa Alba' });
    await said.getByText('The deck is even better than in the photos.').waitFor();
    await said
      .getByRole('img', { name: t('ui.stars', { count: 4 }) })
      .first()
      .waitFor();
    const player = said.getByRole('group', {
      name: t('crm.feedback.voice', { name: 'Bram Visser', number: 1 }),
    });
    await player.getByRole('button', { name: t('ui.voice.play') }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('audio')].some((audio) => audio.currentTime > 0.2));
    await player.getByRole('button', { name: t('ui.voice.pause') }).click();
    const position = player.getByRole('slider');
    await position.focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => [...document.querySelectorAll('audio')].some((audio) => audio.currentTime > 1));
    await agent.findAccessible();
    await agent.assertNoSidewaysScroll();

    await said
      .getByRole('button', {
        name: t('ui.gallery.open', { number: 1, count: 1 }),
      })
      .click();
    const viewer = agent.dialog(t('ui.gallery.label', { name: 'Villa Alba' }));
    await viewer.getByText('Bram Visser').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await isNeverReloaded(agent);
  });
}

async function send(client, path, body, type) {
  const cookie = client.browserCookies().map(({ name, value }) => `${name}=${value}`);
  const headers = { 'Content-Type': type, Cookie: cookie.join('; ') };
  const response = await fetch(`${address}/api/v1${path}`, {
    method: 'PUT',
    headers,
    body,
  });
  assert.ok(response.ok, `${path} answered ${response.status}: ${await response.text()}`);
}
