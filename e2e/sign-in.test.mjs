// SPDX-License-Identifier: Apache-2.0
// The ways into the portal besides a password (PRODUCT 5.10): codes by text message and by mail, passkeys.
import assert from 'node:assert/strict';
import { Authenticator } from './support/authenticator.mjs';
import { isHome, isRefused, signOutOfPortal } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { refusedNumber, smsSender } from './support/sms-gateway.mjs';
import { Caller, codeIn, foundAgency, mailsTo, messagesTo, welcomeClient } from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };

/** An agency with one client who has been in the portal before. */
async function agencyWithClient({ slug, locale = 'en', ...more }) {
  const { admin, portal } = await foundAgency({ slug, locale, name: 'Casa del Sol' });
  const email = `sanne@${slug}.test`;
  await welcomeClient(admin, portal, { ...sanne, email, locale, ...more });
  return { portal, email };
}

async function askForCode(client, portal, login) {
  const { t, page } = client;
  await client.open(`/${portal.slug}/sign-in`);
  await page.getByRole('tab', { name: t('portal.sign_in.code') }).click();
  await client.findAccessible();
  await page.getByLabel(t('portal.code.login')).fill(login);
  await client.button(t('portal.code.send')).click();
  await page.getByRole('heading', { level: 1, name: t('portal.code.title') }).waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
}

async function enterCode(client, code) {
  await client.page.getByLabel(client.t('portal.code.label')).fill(code);
  await client.button(client.t('common.sign_in')).click();
}

function codeMails({ t }, portal, email, count = 1) {
  return mailsTo(email, { count, about: t('mail.sign_in_code.subject', { code: '', portal: portal.name }).trim() });
}

for (const [size, language, number] of [
  ['phone', 'nl', '+31612340011'],
  ['desktop', 'en', '+31612340012'],
]) {
  scene(`A code comes by text message, or by mail instead, on a ${size}, in ${language}`, async (here) => {
    const { portal, email } = await agencyWithClient({ slug: `code-${size}`, locale: language, phone: number });
    const client = await here.person('client', { size, language, mayFail: [401] });
    await askForCode(client, portal, email);
    const [message] = await messagesTo(number);
    assert.equal(message.from, smsSender);
    const code = codeIn(message);
    assert.equal(message.text, client.t('mail.sign_in_code.sms', { code, portal: portal.name, minutes: 10 }));
    await enterCode(client, code);
    await isHome(client, sanne.first_name);
    await signOutOfPortal(client, portal.slug);

    await askForCode(client, portal, number);
    const [, second] = await messagesTo(number, 2);
    await client.button(client.t('portal.code.by_mail')).click();
    await client.page.getByText(client.t('portal.code.sent_again')).first().waitFor();
    const [mail] = await codeMails(client, portal, email);
    await enterCode(client, codeIn(second));
    await client.page.getByText(client.t('common.problem.wrong_code')).waitFor();
    await client.findAccessible();
    await enterCode(client, codeIn(mail));
    await isHome(client, sanne.first_name);
  });
}

scene('Five wrong codes end an attempt, also for the right one; a new code comes in', async (here) => {
  const { portal, email } = await agencyWithClient({ slug: 'wrong-code', phone: refusedNumber });
  const client = await here.person('client', { size: 'phone', mayFail: [401, 410] });
  const { t, page } = client;
  await askForCode(client, portal, email);
  // The gateway takes nothing for that telephone, so the code comes by mail although nobody asked for that.
  const code = codeIn((await codeMails(client, portal, email))[0]);
  const wrong = code === '111111' ? '222222' : '111111';
  for (let tries = 0; tries < 5; ++tries) {
    const answer = page.waitForResponse('**/code-sessions');
    await enterCode(client, wrong);
    assert.ok([401, 410].includes((await answer).status()));
  }
  await enterCode(client, code);
  await isRefused(client, t('common.problem.code_expired'));
  await client.findAccessible();
  await client.button(t('portal.code.again')).click();
  await page.getByText(t('portal.code.sent_again')).first().waitFor();
  const [, fresh] = await codeMails(client, portal, email, 2);
  await enterCode(client, codeIn(fresh));
  await isHome(client, sanne.first_name);
});

scene('A client adds a passkey in the profile, comes in with it, and takes it away again', async (here) => {
  const { portal, email } = await agencyWithClient({ slug: 'passkey' });
  const session = await Caller.client(portal.slug, email);
  const client = await here.person('client', { size: 'phone', session, mayFail: [401] });
  const authenticator = await Authenticator.of(client);
  await addPasskey(client, portal, authenticator);
  await signOutOfPortal(client, portal.slug);
  await client.findAccessible();
  const enter = () => client.button(client.t('portal.sign_in.passkey')).click();
  await authenticator.whilePresent(async () => {
    await enter();
    await isHome(client, sanne.first_name);
  });
  await removePasskey(client, portal);
  await signOutOfPortal(client, portal.slug);
  await authenticator.whilePresent(async () => {
    await enter();
    await isRefused(client, client.t('common.problem.passkey_refused'));
  });
  await client.findAccessible();
});

async function addPasskey(client, portal, authenticator) {
  const { t, page } = client;
  await client.open(`/${portal.slug}/profile/passkeys`);
  await client.button(t('portal.passkeys.add')).click();
  const dialog = client.dialog(t('portal.passkeys.add'));
  await dialog.getByLabel(t('portal.passkeys.name')).fill('My telephone');
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  await authenticator.whilePresent(async () => {
    await dialog.getByRole('button', { name: t('portal.passkeys.continue') }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
  await page.getByText(t('portal.passkeys.added')).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'My telephone' }).waitFor();
  await client.findAccessible();
  const [{ rpId, isResidentCredential }] = await authenticator.passkeys();
  assert.deepEqual([rpId, isResidentCredential], ['localhost', true]);
}

async function removePasskey(client, portal) {
  const { t, page } = client;
  await client.open(`/${portal.slug}/profile/passkeys`);
  const acts = client.button(t('portal.passkeys.acts', { name: 'My telephone' }));
  await acts.click();
  await page.getByRole('menuitem', { name: t('portal.passkeys.rename') }).click();
  const naming = client.dialog(t('portal.passkeys.rename_title'));
  await naming.waitFor();
  await client.findAccessible();
  await page.keyboard.press('Escape');
  await acts.click();
  await page.getByRole('menuitem', { name: t('portal.passkeys.remove') }).click();
  const removal = client.dialog(t('portal.passkeys.remove_title'));
  await removal.waitFor();
  await client.findAccessible();
  await removal.getByRole('button', { name: t('portal.passkeys.remove') }).click();
  await acts.waitFor({ state: 'detached' });
}
