// SPDX-License-Identifier: Apache-2.0
// A viewing from the request to the feedback (PRODUCT 8): asked for with three moments, confirmed by the agent while the client
// looks on, begun on the day, and told about in stars, words, pictures, one taken on the spot, and a voice note, though the
// network is lost on the way.
import assert from 'node:assert/strict';
import { openRequest, pressConfirm } from './support/calendar.mjs';
import { assertCameraOff, openCamera, seesPhoto, seesPicture } from './support/camera.mjs';
import { letViewingBegin } from './support/clock.mjs';
import { hasFocus, tabTo } from './support/keyboard.mjs';
import { houseAsPng, noiseAsPng } from './support/picture.mjs';
import { assertNotReloaded } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { buildWorld, completeViewing, home, photosThere, pictureFile } from './support/viewings.mjs';
import { Wire } from './support/wire.mjs';
import { address, Caller } from './support/world.mjs';

const note = 'We come by train.';
const notes = 'Light from all sides. The kitchen is dated.';

for (const [size, language] of [
  ['phone', 'nl'],
  ['desktop', 'en'],
]) {
  scene(`A viewing from the request to the feedback, on a ${size}, in ${language}`, async (here) => {
    const world = await buildWorld(`viewings-${size}`, language);
    const agent = await here.person('agent', { size, language, session: world.admin });
    await agent.open('/crm/calendar');
    const wire = await Wire.to(address);
    const client = await here.person('client', {
      size,
      language,
      session: await Caller.client(world.portal.slug, world.email),
      mayBeOffline: true,
      at: wire.address,
    });
    await ask(client, world);
    const appointment = await confirm(agent, world);
    await seeConfirmed(client, appointment);
    await begin(client, world);
    await sendPhotosThroughALoss(client, world, appointment, wire);
    await takePhoto(client);
    await recordVoice(client);
    await agent.open(`/crm/deals/${world.deal}`);
    await giveStars(client);
    await agent.page.getByText(notes).first().waitFor();
    await seePhotos(agent);
    await isAllThere(world, appointment);
    wire.close();
  });
}

scene('Who refuses the camera is told what to do, and may choose a picture instead', async (here) => {
  const world = await buildWorld('viewings-refusal', 'nl');
  const session = await Caller.client(world.portal.slug, world.email);
  const appointment = await completeViewing(world);
  const client = await here.person('client', { size: 'phone', language: 'nl', session });
  const { t, page } = client;
  await client.open(`/${world.portal.slug}/appointments/${appointment}`);
  let dialog = await openCamera(client);
  await dialog.getByText(t('ui.camera.trouble.refused')).waitFor();
  const choose = dialog.getByRole('button', { name: t('ui.camera.choose') });
  await hasFocus(client, choose);
  // Waited for from here on: the browser must have heard that it is before the key is pressed.
  const chooser = page.waitForEvent('filechooser');
  await client.findAccessible();
  await client.assertNoCutText();
  await client.assertNoSidewaysScroll();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(pictureFile('garden', houseAsPng(4)));
  await dialog.waitFor({ state: 'hidden' });
  await photosThere(client, 1);

  // Allowed meanwhile, it opens without a reload; left by Escape, it is off.
  dialog = await openCamera(client);
  const again = dialog.getByRole('button', { name: t('common.try_again') });
  await again.waitFor();
  await page.context().grantPermissions(['camera']);
  await again.click();
  await seesPicture(client, dialog);
  await page.keyboard.press('Escape');
  await hasFocus(client, client.button(t('ui.camera.open')));
  await assertCameraOff(client);
  await photosThere(client, 1);
});

scene('A viewing asked for by keyboard alone, elsewhere in the world', async (here) => {
  const world = await buildWorld('viewings-keys', 'en');
  const client = await here.person('client', {
    session: await Caller.client(world.portal.slug, world.email),
    timeZone: 'America/New_York',
  });
  const { t, page } = client;
  await client.open(`/${world.portal.slug}/properties/${world.property.id}`);
  await tabTo(client, client.button(t('portal.viewing.choose')));
  await page.keyboard.press('Enter');
  const dialog = client.dialog(t('portal.viewing.title'));
  const days = dialog.getByRole('radiogroup', { name: t('portal.viewing.day') }).getByRole('radio');
  await hasFocus(client, days.first());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.ok(await days.nth(2).isChecked());
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const slots = dialog.getByRole('list', { name: t('portal.viewing.your_moments') }).getByRole('listitem');
  await slots.first().getByText('10:30').waitFor();
  // Ten and a half in Amsterdam is the small hours in New York: both are said.
  await slots
    .first()
    .getByText(/04:30|05:30/)
    .waitFor();

  // A day further on, from the calendar.
  await tabTo(client, dialog.getByRole('button', { name: t('portal.viewing.other_day') }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const grid = dialog.getByRole('grid', { name: t('portal.viewing.day') });
  await grid.waitFor();
  await client.findAccessible();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await grid.waitFor({ state: 'hidden' });
  await hasFocus(client, dialog.getByRole('radio', { checked: true }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await slots.count(), 3, 'two moments and room for a third');
  await tabTo(client, dialog.getByRole('button', { name: t('portal.viewing.check') }));
  await page.keyboard.press('Enter');
  await tabTo(
    client,
    client.dialog(t('portal.viewing.check_title')).getByRole('button', { name: t('portal.viewing.send') }),
  );
  await page.keyboard.press('Enter');
  await client.dialog(t('portal.viewing.sent_title')).waitFor();
  await client.findAccessible();
});

/** Three moments, looked at once more, and sent. */
async function ask(client, { portal, property }) {
  const { t, page } = client;
  await client.open(`/${portal.slug}/properties/${property.id}`);
  const opener = t('portal.viewing.request');
  const wide = client.button(t('portal.viewing.choose'));
  await client.button(opener).or(wide).first().click();
  const dialog = client.dialog(t('portal.viewing.title'));
  const days = dialog.getByRole('radiogroup', { name: t('portal.viewing.day') }).getByRole('radio');
  const time = (clock) => dialog.getByRole('button', { name: clock, exact: true });
  await days.nth(2).check();
  await time('10:00').click();
  await time('11:30').click();
  await days.nth(3).check();
  await time('16:30').click();
  await time('17:00').click();
  await dialog.getByText(t('portal.viewing.enough')).waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  await dialog.getByLabel(t('portal.viewing.note')).fill(note);
  await dialog.getByRole('button', { name: t('portal.viewing.check') }).click();

  const summary = client.dialog(t('portal.viewing.check_title'));
  await summary.getByText(home).waitFor();
  await summary.getByText(note).waitFor();
  const moments = summary.getByRole('list', { name: t('portal.viewing.your_moments') }).getByRole('listitem');
  assert.equal(await moments.count(), 3);
  await client.findAccessible();
  await client.assertNoCutText();
  await summary.getByRole('button', { name: t('portal.viewing.send') }).click();
  const sent = client.dialog(t('portal.viewing.sent_title'));
  await sent.getByRole('link', { name: t('portal.viewing.see') }).click();
  await page.waitForURL('**/appointments?tab=unconfirmed');
  await page.getByRole('article').filter({ hasText: home }).first().waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  await page.evaluate(() => (window.neverReloaded = true));
}

/** The agent, whose calendar was open, sees three moments and confirms the second. */
async function confirm(agent, { admin }) {
  const card = await openRequest(agent, home);
  await card.getByText(note).waitFor();
  const moments = card.getByRole('radio');
  assert.equal(await moments.count(), 3);
  await moments.nth(1).check();
  const { items } = await admin.get('/appointments/requests');
  await pressConfirm(agent, card);
  await card.waitFor({ state: 'hidden' });
  return items[0].id;
}

/** Without a reload it moves from the one tab to the other. */
async function seeConfirmed(client, appointment) {
  const { t, page } = client;
  await page
    .getByRole('heading', {
      name: t('portal.appointments.empty_title', { tab: 'unconfirmed' }),
    })
    .waitFor();
  await page.getByRole('tab', { name: t('portal.appointments.upcoming') }).click();
  await page.getByText('11:30–12:30').first().waitFor();
  await assertNotReloaded(client);
  await client.findAccessible();
  await client.open(new URL(page.url()).pathname + `/${appointment}`);
  await page.getByRole('heading', { level: 1, name: home }).waitFor();
  await client.findAccessible();
}

async function begin(client, { email }) {
  const { t, page } = client;
  assert.equal(await client.button(t('portal.appointment.start')).count(), 0, 'it is not the day yet');
  await letViewingBegin(email);
  await page.reload();
  await client.button(t('portal.appointment.start')).click();
  const dialog = client.dialog(t('portal.appointment.start_title'));
  await client.findAccessible();
  await dialog.getByRole('button', { name: t('portal.appointment.start') }).click();
  await page.getByRole('heading', { name: t('portal.verdict.ask_after') }).waitFor();
  await client.findAccessible();
}

/** The first picture breaks off in its middle and goes on by itself; the second waits for the page to be opened again. */
async function sendPhotosThroughALoss(client, { portal }, appointment, wire) {
  const { t, page } = client;
  const goesOn = page.getByRole('button', { name: t('portal.feedback.goes_on') });
  const input = page.locator('input[type="file"]');
  wire.letThrough(80_000);
  await input.setInputFiles(pictureFile(`terrace-${portal.slug}`, noiseAsPng(1, 1000, 1000)));
  const [before, after] = t('portal.feedback.sent_part', { percent: '#' }).split('#');
  await page.getByRole('button', { name: new RegExp(`${before}[1-9]\\d*${after}$`) }).waitFor();
  wire.cut();
  await goesOn.waitFor();
  await client.findAccessible();
  wire.mend();
  await photosThere(client, 1);

  await page.context().setOffline(true);
  await input.setInputFiles(pictureFile(`kitchen-${portal.slug}`, noiseAsPng(2)));
  await goesOn.waitFor();
  await page.goto('about:blank');
  await page.context().setOffline(false);
  // Any page of the portal sends it.
  await client.open(`/${portal.slug}/progress`);
  await page.waitForFunction(() => localStorage.getItem('loggia-unsent') === null);
  await client.open(`/${portal.slug}/appointments/${appointment}`);
  await photosThere(client, 2);
}

/** Taken, looked at, taken again, used: it goes the way of a file. */
async function takePhoto(client) {
  const { t, page } = client;
  await page.context().grantPermissions(['camera']);
  const dialog = await openCamera(client);
  await seesPicture(client, dialog);
  await client.findAccessible();
  await client.assertNoCutText();
  await page.keyboard.press('Enter');
  await seesPhoto(client, dialog);
  await client.findAccessible();
  await client.assertNoCutText();
  await client.assertNoSidewaysScroll();
  await dialog.getByRole('button', { name: t('ui.camera.again'), exact: true }).click();
  await seesPicture(client, dialog);
  await page.keyboard.press('Space');
  await seesPhoto(client, dialog);
  await dialog.getByRole('button', { name: t('ui.camera.use'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await hasFocus(client, client.button(t('ui.camera.open')));
  await photosThere(client, 3);
}

/** Recorded, listened to, kept over a reload, added. */
async function recordVoice(client) {
  const { t, page } = client;
  await page.context().grantPermissions(['microphone']);
  await client.button(t('portal.feedback.record')).click();
  const stop = client.button(t('portal.feedback.stop'));
  await hasFocus(client, stop);
  await page.getByText(t('portal.feedback.time_left', { left: '4:57' })).waitFor();
  await client.findAccessible();
  await page.keyboard.press('Enter');
  const recording = page.getByRole('group', {
    name: t('portal.feedback.voice_note', { place: 1 }),
  });
  await recording.waitFor();
  await page.reload();
  await recording.getByRole('button', { name: t('ui.voice.play') }).click();
  await recording.getByRole('button', { name: t('ui.voice.pause') }).waitFor();
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 0.3);
  await client.findAccessible();
  await client.button(t('common.add')).click();
  await page.getByText(t('portal.feedback.voice_ask')).waitFor({ state: 'hidden' });
}

async function giveStars(client) {
  const { t, page } = client;
  await client.button(t('portal.feedback.save')).click();
  await page.getByText(t('portal.feedback.stars_missing')).waitFor();
  await client.findAccessible();
  await page.getByRole('radio', { name: t('ui.stars', { count: 4 }) }).check({ force: true });
  await page.getByRole('textbox', { name: t('portal.feedback.notes') }).fill(notes);
  await page.getByText(t('portal.feedback.kept')).waitFor();
  // A draft survives a reload.
  while (!(await page.evaluate(isDraftKept, notes)));
  await page.reload();
  await page.waitForFunction((words) => document.querySelector('form textarea')?.value === words, notes);
  assert.ok(await page.getByRole('radio', { name: t('ui.stars', { count: 4 }) }).isChecked());
  await client.button(t('portal.feedback.save')).click();
  await page.getByRole('heading', { name: t('portal.feedback.yours') }).waitFor();
  await page.getByText(notes).waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.squares img')].every((image) => image.naturalWidth > 0),
  );
  await client.findAccessible();
  await client.assertNoCutText();
  await client.assertNoSidewaysScroll();
}

/** Runs in the page. */
async function isDraftKept(words) {
  const wait = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await wait(indexedDB.open('loggia-unsent'));
  const drafts = await wait(database.transaction('drafts').objectStore('drafts').getAll());
  database.close();
  return drafts.some((draft) => draft.notes === words && draft.stars === 4);
}

/** On the page that was open: the one just taken too, which is wider than high as no other is, and opens large. */
async function seePhotos(agent) {
  const { t, page } = agent;
  await agent.button(home).click();
  const said = page.getByRole('complementary', { name: home });
  const last = said.getByRole('button', { name: t('ui.gallery.open', { number: 3, count: 3 }) });
  await last.scrollIntoViewIfNeeded();
  const image = await last.locator('img').elementHandle();
  await page.waitForFunction(({ naturalWidth, naturalHeight }) => naturalWidth > naturalHeight, image);
  await last.click();
  const viewer = agent.dialog(t('ui.gallery.label', { name: home }));
  await viewer.getByText('Sanne de Wit').waitFor();
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });
}

/** The agent has each of them once. */
async function isAllThere({ admin, contact }, appointment) {
  const { items } = await admin.get(`/feedback?contact=${contact.id}`);
  assert.equal(items.length, 1);
  const [feedback] = items;
  assert.equal(feedback.appointment_id, appointment);
  assert.equal(feedback.stars, 4);
  assert.equal(feedback.notes, notes);
  const kinds = feedback.media.map(({ kind }) => kind).sort();
  assert.deepEqual(kinds, ['photo', 'photo', 'photo', 'voice']);
  const voice = feedback.media.find(({ kind }) => kind === 'voice');
  assert.match(voice.media_type, /^audio\/webm/);
}
