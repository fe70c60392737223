// SPDX-License-Identifier: Apache-2.0
// What one is told of, in the app and by mail, and how one chooses it.
import assert from 'node:assert/strict';
import { letNewsBecomeDue } from './support/clock.mjs';
import { tabTo } from './support/keyboard.mjs';
import { leaveOpen } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, foundAgency, mailsTo, offerHomes, welcomeClient } from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };

async function agencyWithClient({ slug, locale = 'en' }) {
  const { organization, admin, portal } = await foundAgency({ slug, locale });
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, {
    ...sanne,
    email,
    locale,
  });
  return {
    organization,
    admin,
    portal,
    contact,
    email,
    session: await Caller.client(slug, email),
  };
}

async function write(caller, root, id, text) {
  await caller.post(`${root}/conversations/${id}/messages`, {
    client_id: crypto.randomUUID(),
    text,
    attachments: [],
  });
}

/** The bell, with how many are new. */
function bell({ page, t }, count) {
  return page.getByRole('button', {
    name: count > 0 ? t('ui.notifications.open_new', { count }) : t('common.nav.notifications'),
    exact: true,
  });
}

for (const [size, language] of [
  ['phone', 'nl'],
  ['desktop', 'en'],
]) {
  scene(`News come live, say what happened and lead there, on a ${size}, in ${language}`, async (here) => {
    const slug = `news-${size}`;
    const { organization, admin, contact, session } = await agencyWithClient({
      slug,
      locale: language,
    });
    const client = await here.person('client', { size, language, session });
    const { t, page } = client;
    await leaveOpen(client, `/${slug}/`);
    await bell(client, 0).waitFor();
    const { id } = await admin.post('/conversations', {
      contact_id: contact.id,
      subject: 'The key',
    });
    await write(admin, '', id, 'It lies with the neighbours.');
    await bell(client, 1).waitFor();
    await bell(client, 1).click();
    const sentence = t('notification.conversation_started', {
      actor: organization.admin.name,
    });
    const news = page.getByRole('link', { name: new RegExp(sentence) });
    await news.waitFor();
    await client.findAccessible();
    await client.assertNoCutText();
    await news.click();
    await page.waitForURL(new RegExp(`/${slug}/messages/${id}$`));
    await page.getByRole('log').getByText('It lies with the neighbours.').waitFor();
    const { unseen_notifications, unread_messages } = await until(
      () => session.get('/portal/news'),
      (each) => each.unread_messages === 0,
    );
    assert.deepEqual([unseen_notifications, unread_messages], [0, 0]);
  });
}

scene('Staff hear of what clients do, and see how much waits', async (here) => {
  const slug = 'news-staff';
  const { admin, contact, session } = await agencyWithClient({ slug });
  await offerHomes(admin, contact, ['Villa Alba']);
  const agent = await here.person('agent', { session: admin });
  const { t, page } = agent;
  await leaveOpen(agent, '/crm/contacts');
  const { id } = await session.post('/portal/conversations', {
    subject: 'The key',
  });
  await write(session, '/portal', id, 'Where is it?');
  await page
    .getByRole('navigation', { name: t('common.nav.main') })
    .getByRole('link', { name: `${t('common.nav.inbox')} 1` })
    .waitFor();
  await bell(agent, 1).click();
  const panel = agent.dialog(t('common.nav.notifications'));
  await panel.getByText('Where is it?').waitFor();
  await agent.findAccessible();
  await panel.getByRole('link', { name: /Sanne de Wit/ }).click();
  await page.waitForURL(new RegExp(`/crm/inbox/${id}$`));
  await bell(agent, 0).waitFor();
  await page
    .getByRole('navigation', { name: t('common.nav.main') })
    .getByRole('link', { name: t('common.nav.inbox'), exact: true })
    .waitFor();
});

scene('By mail come only news that nobody saw, in one bundle, and one may choose otherwise', async (here) => {
  const slug = 'news-mail';
  const { admin, portal, contact, email, session } = await agencyWithClient({
    slug,
  });
  const { id } = await admin.post('/conversations', {
    contact_id: contact.id,
    subject: 'The key',
  });
  await write(admin, '', id, 'One that is read at once');
  const client = await here.person('client', { size: 'phone', session });
  const { t, page } = client;
  await client.open(`/${slug}/messages/${id}`);
  await page.getByRole('log').getByText('One that is read at once').waitFor();
  await until(
    () => session.get('/portal/news'),
    (each) => each.unseen_notifications === 0,
  );
  await client.open(`/${slug}/profile`);
  await write(admin, '', id, 'A first one unseen');
  await write(admin, '', id, 'A second one unseen');
  await bell(client, 2).waitFor();
  await letNewsBecomeDue(email);
  const [mail] = await mailsTo(email, {
    about: t('mail.news.subject', { count: 2, place: portal.name }),
  });
  assert.doesNotMatch(mail.text, /One that is read at once/);
  assert.ok(mail.headers['list-unsubscribe'], 'the mail says how to end it');

  await client.open(`/${slug}/profile/notifications`);
  const never = page.getByRole('radio', {
    name: t('ui.notifications.paces.never'),
  });
  await tabTo(client, page.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByText(t('ui.notifications.saved'), { exact: true }).waitFor({ state: 'attached' });
  assert.ok(await never.isChecked());
  const kind = t('ui.notifications.kind.messages');
  const push = page.getByRole('switch', {
    name: t('ui.notifications.push_for', { kind }),
  });
  await push.click();
  await page.reload();
  await client.arrive();
  await page
    .getByRole('radio', {
      name: t('ui.notifications.paces.never'),
      checked: true,
    })
    .waitFor();
  assert.equal(await push.isChecked(), false);
  await client.findAccessible();
  await client.assertNoCutText();
  const settings = await session.get('/portal/notification-settings');
  assert.equal(settings.mail_pace, 'never');
  assert.equal(settings.kinds.find((each) => each.kind === 'messages').push, false);
});

/** Asks again until the answer is as wanted. */
async function until(ask, isWanted, patience = 10_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    assert.ok(Date.now() < end, `it stayed ${JSON.stringify(answer)}`);
    await new Promise((turn) => setTimeout(turn, 100));
  }
}
