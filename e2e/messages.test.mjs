// SPDX-License-Identifier: Apache-2.0
// What client and agent write to each other: two browsers at once, without a network for a while, and with what one may not.
import assert from 'node:assert/strict';
import { takePhoto } from './support/camera.mjs';
import { hasFocus } from './support/keyboard.mjs';
import { addFile, conversationPath, log, say, uploaded, waitsToBeSent, writeField } from './support/messages.mjs';
import { houseAsPng } from './support/picture.mjs';
import { assertNotReloaded, leaveOpen, place } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, foundAgency, offerHomes, welcomeClient } from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };
const fullName = 'Sanne de Wit';
const home = 'Villa Alba';

async function agencyWithClient({ slug, locale = 'en', rights }) {
  const { organization, admin, portal } = await foundAgency({ slug, locale });
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, { ...sanne, email, locale }, rights);
  await offerHomes(admin, contact, [home]);
  return {
    organization,
    admin,
    portal,
    contact,
    session: await Caller.client(slug, email),
  };
}

for (const [size, language] of [
  ['phone', 'nl'],
  ['desktop', 'en'],
]) {
  scene(`Client and agent write to each other, on a ${size}, in ${language}`, (here) => converse(here, size, language));
}

async function converse(here, size, language) {
  const slug = `talk-${size}`;
  const { organization, admin, session } = await agencyWithClient({
    slug,
    locale: language,
  });
  const agent = await here.person('agent', { size, language, session: admin });
  await leaveOpen(agent, '/crm/inbox');
  await agent.page.getByText(agent.t('crm.inbox.empty')).waitFor();
  await agent.findAccessible();

  const client = await here.person('client', { size, language, session });
  await writeFromHome(client, slug);
  await client.findAccessible();
  await client.assertNoCutText();

  const row = agent.page.getByRole('link', { name: new RegExp(fullName) }).first();
  await row.getByText('Is the garden sunny?').waitFor();
  await row.getByText(agent.t('crm.conversation.open')).waitFor();
  await assertNotReloaded(agent);
  await agent.findAccessible();
  await row.click();
  await log(agent, fullName).getByText('Is the garden sunny?').waitFor();

  await log(client, organization.admin.name).getByText(client.t('ui.messages.read'), { exact: true }).waitFor();
  await addFile(agent, {
    name: 'garden.png',
    mimeType: 'image/png',
    buffer: houseAsPng(7),
  });
  await say(agent, 'All afternoon: see for yourself.');
  await log(agent, fullName)
    .getByText(agent.t('ui.messages.sent'), { exact: true })
    .or(
      log(agent, fullName).getByText(agent.t('ui.messages.read'), {
        exact: true,
      }),
    )
    .first()
    .waitFor();
  await stateButton(agent, 'awaiting_feedback').waitFor();

  const talk = log(client, organization.admin.name);
  await talk.getByText('All afternoon: see for yourself.').waitFor();
  const photo = talk.getByRole('button', { name: /garden/ });
  await photo.waitFor();
  await client.findAccessible();
  await log(agent, fullName).getByText(agent.t('ui.messages.read'), { exact: true }).first().waitFor();
  await photo.click();
  const viewer = client.page.getByRole('dialog');
  await viewer.getByRole('img').first().waitFor();
  await client.page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });

  await takePhoto(client);
  await uploaded(client, 'photo-');
  await client.findAccessible();
  await client.assertNoCutText();
  await say(client, 'This is our own garden.');
  await log(agent, fullName).getByText('This is our own garden.').waitFor();
  const taken = log(agent, fullName).getByRole('button', { name: /photo-\d{4}-\d\d-\d\d-\d{6}\.jpg/ });
  const picture = await taken.locator('img').elementHandle();
  await agent.page.waitForFunction(({ naturalWidth }) => naturalWidth > 0, picture);
  await client.assertNoSidewaysScroll();
  await agent.assertNoSidewaysScroll();
  await assertNotReloaded(client);
}

/** The menu of a conversation’s state, as it is now. */
function stateButton({ page, t }, name) {
  return page.getByRole('button', { name: `${t('crm.inbox.state')}: ${t(`crm.conversation.${name}`)}` });
}

/** From the page of a home to the conversation about it. */
async function writeFromHome(client, slug) {
  const { t, page } = client;
  await client.open(`/${slug}/properties`);
  await page.getByRole('link', { name: home }).first().click();
  await page.getByRole('heading', { level: 1, name: home }).waitFor();
  await client.arrive();
  await page.evaluate(() => (window.neverReloaded = true));
  await page
    .getByRole('button', { name: t('portal.agent.contact') })
    .filter({ visible: true })
    .click();
  await page.waitForURL(conversationPath(slug));
  await page.getByRole('link', { name: home }).filter({ visible: true }).first().waitFor();
  await say(client, 'Is the garden sunny?');
}

scene('What was written without a network goes out once, in order, after coming back', async (here) => {
  const slug = 'talk-offline';
  const { admin, session, contact } = await agencyWithClient({ slug });
  const client = await here.person('client', {
    size: 'phone',
    session,
    mayBeOffline: true,
  });
  const { t, page } = client;
  await client.open(`/${slug}/`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  await client.arrive();
  await writeFromHome(client, slug);
  await page.getByText(t('ui.messages.sent'), { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('log').getByText('Is the garden sunny?').waitFor();

  await page.context().setOffline(true);
  await say(client, 'First');
  await waitsToBeSent(client, 1);
  await say(client, 'Second');
  await waitsToBeSent(client, 2);
  await client.findAccessible();
  await page.reload();
  await page.getByRole('log').getByText('Second').waitFor();
  await waitsToBeSent(client, 2);

  await page.context().setOffline(false);
  await waitsToBeSent(client, 0);
  await page.reload();
  await page.getByRole('log').getByText('Second').waitFor();
  const { items } = await admin.get(`/contacts/${contact.id}/conversations`);
  const { items: messages } = await admin.get(`/conversations/${items[0].id}/messages`);
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['Is the garden sunny?', 'First', 'Second'],
  );
});

scene('A draft with its file survives a reload, and a voice note is recorded and heard', async (here) => {
  const slug = 'talk-draft';
  const { session, admin } = await agencyWithClient({ slug });
  const client = await here.person('client', { session });
  const { t, page } = client;
  await client.open(`/${slug}/messages`);
  await page.getByText(t('portal.messages.empty_title')).waitFor();
  await client.findAccessible();
  await client.button(t('portal.messages.new')).last().click();
  const dialog = client.dialog(t('portal.messages.new'));
  await dialog.getByLabel(t('portal.messages.subject')).fill('The mortgage');
  await client.findAccessible();
  await dialog.getByRole('button', { name: t('portal.messages.begin') }).click();
  await page.waitForURL(conversationPath(slug));

  await writeField(client).fill('Our bank says');
  await addFile(client, {
    name: 'offer.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('bank,rate\nours,3.9\n'),
  });
  await page.reload();
  await client.arrive();
  assert.equal(await writeField(client).inputValue(), 'Our bank says');
  await page
    .getByRole('list', { name: t('ui.messages.files') })
    .getByText('offer.csv')
    .waitFor();

  await page.context().grantPermissions(['microphone']);
  await client.button(t('ui.messages.record')).click();
  const finish = client.button(t('ui.voice.finish'));
  await hasFocus(client, finish);
  await page
    .getByRole('group', { name: t('ui.voice.recording') })
    .getByText('0:01')
    .waitFor();
  await finish.click();
  await page.getByRole('group', { name: t('ui.messages.your_voice') }).waitFor();
  await client.findAccessible();
  await writeField(client).press('Control+Enter');
  await page
    .getByRole('link', { name: /offer\.csv/ })
    .first()
    .waitFor();
  const voice = page.getByRole('group', {
    name: t('ui.messages.voice_of', { name: fullName }),
  });
  await voice.getByRole('button', { name: t('ui.voice.play') }).click();
  await voice
    .getByRole('button', { name: t('ui.voice.pause') })
    .or(voice.getByRole('button', { name: t('ui.voice.play') }))
    .waitFor();
  assert.equal(await writeField(client).inputValue(), '');
  await client.findAccessible();
  const { items } = await admin.get('/conversations');
  assert.deepEqual([items[0].subject, items[0].last_message.attachments], ['The mortgage', 2]);
});

scene('The inbox is worked by keys: open, answer, close, find', async (here) => {
  const slug = 'talk-inbox';
  const { admin, session } = await agencyWithClient({ slug });
  for (const subject of ['First', 'Second']) {
    const { id } = await session.post('/portal/conversations', { subject });
    await session.post(`/portal/conversations/${id}/messages`, {
      client_id: crypto.randomUUID(),
      text: `About the ${subject.toLowerCase()}`,
      attachments: [],
    });
  }
  const agent = await here.person('agent', { session: admin });
  const { t, page } = agent;
  await agent.open('/crm/inbox');
  await page.getByText('About the second').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/crm\/inbox\/\w{13}$/);
  await log(agent, fullName).getByText('About the first').waitFor();
  await page.keyboard.press('r');
  await hasFocus(agent, writeField(agent));
  await page.keyboard.type('Gladly.');
  await page.keyboard.press('Control+Enter');
  await log(agent, fullName).getByText('Gladly.').waitFor();
  const state = (name) => stateButton(agent, name);
  await state('awaiting_feedback').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await state('closed').waitFor();
  await agent.findAccessible();
  await state('closed').click();
  await page.getByRole('menuitemradio', { name: t('crm.conversation.in_progress') }).click();
  await state('in_progress').waitFor();

  await page
    .getByRole('group', { name: t('crm.inbox.state') })
    .getByRole('button', { name: t('crm.conversation.open') })
    .click();
  const rows = page.getByRole('region', { name: t('crm.inbox.conversations') }).getByRole('link');
  await page.waitForFunction((count) => document.querySelectorAll('.trow').length === count, 1);
  assert.match(await rows.first().textContent(), /About the second/);
  await page.getByRole('searchbox', { name: t('crm.inbox.search') }).fill('nothing like it');
  await page.getByText(t('crm.inbox.none_found'), { exact: true }).waitFor();
  await agent.findAccessible();
  await agent.button(t('crm.inbox.clear')).click();
  await page.waitForFunction((count) => document.querySelectorAll('.trow').length === count, 2);
});

scene('Who may only read reads, and is told so kindly', async (here) => {
  const slug = 'talk-read';
  const { admin, contact, session } = await agencyWithClient({
    slug,
    rights: { level: 'basic' },
  });
  const { id } = await admin.post('/conversations', {
    contact_id: contact.id,
    subject: 'Welcome',
  });
  await admin.post(`/conversations/${id}/messages`, {
    client_id: crypto.randomUUID(),
    text: 'Here we are.',
    attachments: [],
  });
  const client = await here.person('client', { size: 'phone', session });
  const { t, page } = client;
  await client.open(`/${slug}/`);
  await place(client, 'messages').filter({ visible: true }).click();
  await page.getByRole('link', { name: /Welcome/ }).click();
  await page.getByText('Here we are.').last().waitFor();
  await page.getByText(t('portal.messages.read_only')).waitFor();
  assert.equal(await writeField(client).count(), 0);
  await client.findAccessible();
  await client.assertNoCutText();
});
