// SPDX-License-Identifier: Apache-2.0
// What people look after themselves (PRODUCT 7.4): a forgotten password, address and telephone with codes, the photo, the
// devices that are signed in.
import assert from 'node:assert/strict';
import { letSessionsAge } from './support/clock.mjs';
import { houseAsPng } from './support/picture.mjs';
import { isHome, isRefused, leaveOpen, signInToPortal } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, codeIn, foundAgency, linkIn, mailsTo, messagesTo, password, welcomeClient } from './support/world.mjs';

const sanne = { first_name: 'Sanne', last_name: 'de Wit' };
const another = 'Another-house-2';

/** An agency with one client who has been in the portal before. */
async function agencyWithClient({ slug, locale = 'en', ...more }) {
  const { admin, portal } = await foundAgency({ slug, locale, name: 'Casa del Sol' });
  const email = `sanne@${slug}.test`;
  const contact = await welcomeClient(admin, portal, { ...sanne, email, locale, ...more });
  return { admin, portal, email, contact };
}

scene('A forgotten password is replaced by the newest link alone, and every device is signed out', async (here) => {
  const { portal, email } = await agencyWithClient({ slug: 'forgot' });
  const session = await Caller.client(portal.slug, email);
  const tablet = await here.person('tablet', { session, mayFail: [401] });
  await tablet.open(`/${portal.slug}/`);
  await isHome(tablet, sanne.first_name);

  const client = await here.person('client', { size: 'phone', mayFail: [401, 410] });
  const { t, page } = client;
  await client.open(`/${portal.slug}/sign-in`);
  await client.link(t('portal.sign_in.forgot')).click();
  const ask = async () => {
    await client.field(t('common.email')).fill(email);
    await client.button(t('portal.forgot.submit')).click();
    await page.getByRole('heading', { level: 1, name: t('portal.forgot.sent_title') }).waitFor();
  };
  await client.arrive();
  await client.findAccessible();
  await ask();
  await client.findAccessible();
  await client.button(t('portal.forgot.again')).click();
  await ask();
  const about = t('mail.password_reset.subject', { place: portal.name });
  const mails = await mailsTo(email, { count: 2, about });
  const [older, newest] = mails.map((mail) => linkIn(mail, `${portal.slug}/reset`));

  await page.goto(older);
  await page.getByRole('heading', { level: 1, name: t('portal.link.over_title') }).waitFor();
  await client.findAccessible();
  await page.goto(newest);
  await page
    .getByRole('heading', { level: 1, name: t('portal.link.reset.heading', { name: sanne.first_name }) })
    .waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  await page.getByLabel(t('portal.password.new')).fill(another);
  await client.button(t('portal.link.reset.submit')).click();
  await isHome(client, sanne.first_name);

  await tablet.page.waitForURL(`**/${portal.slug}/sign-in**`);
  await tablet.arrive();
  await signInToPortal(tablet, `/${portal.slug}/`, email, password);
  await isRefused(tablet, t('common.problem.sign_in_failed'));
  await signInToPortal(tablet, `/${portal.slug}/`, email, another);
  await isHome(tablet, sanne.first_name);
});

scene('A new e-mail address takes a code at both, a telephone one by text message, on a phone', async (here) => {
  const { admin, portal, email, contact } = await agencyWithClient({ slug: 'profile', locale: 'nl' });
  const session = await Caller.client(portal.slug, email);
  const client = await here.person('client', { size: 'phone', language: 'nl', session, mayFail: [403, 422] });
  await client.open(`/${portal.slug}/profile`);
  await client.page.getByRole('link', { name: client.t('portal.profile.details') }).click();
  await client.page.getByRole('heading', { name: client.t('portal.profile.photo') }).waitFor();
  await changeEmail(client, email, 'sanne.new@profile.test');
  await letSessionsAge('sanne.new@profile.test');
  await changePhone(client, '+31612340001');
  await changeName(client);
  await choosePhoto(client);

  const known = await admin.get(`/contacts/${contact.id}`);
  assert.equal(known.email, 'sanne.new@profile.test');
  assert.equal(known.phone, '+31612340001');
  assert.equal(known.last_name, 'de Wit-Bakker');
  await Caller.client(portal.slug, 'sanne.new@profile.test');
});

async function seen(client, dialog) {
  await dialog.waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
}

async function changeEmail(client, present, wanted) {
  const { t, page } = client;
  await client.button(t('portal.profile.change_email')).click();
  const dialog = client.dialog(t('portal.profile.change_email'));
  await seen(client, dialog);
  await dialog.getByLabel(t('portal.profile.new_email')).fill(wanted);
  await dialog.getByRole('button', { name: t('portal.profile.send_codes', { count: 2 }) }).click();
  const codes = [];
  for (const place of [present, wanted]) {
    const [mail] = await mailsTo(place, { about: aboutChange(t) });
    codes.push(codeIn(mail));
    await dialog.getByLabel(t('portal.profile.code_at', { place })).fill(codes.at(-1));
  }
  assert.notEqual(codes[0], codes[1], 'each address has a code of its own');
  await seen(client, dialog);
  const confirm = dialog.getByRole('button', { name: t('portal.profile.confirm_email') });
  const atNew = dialog.getByLabel(t('portal.profile.code_at', { place: wanted }));
  await atNew.fill(codes[0]);
  await confirm.click();
  await dialog.getByText(t('common.problem.wrong_code')).waitFor();
  await client.findAccessible();
  await atNew.fill(codes[1]);
  await confirm.click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(t('portal.profile.email_changed')).waitFor();
  await page.getByRole('definition').filter({ hasText: wanted }).getByText(t('portal.profile.confirmed')).waitFor();
}

function aboutChange(t) {
  return t('mail.email_change.subject', { code: '' }).trim();
}

/** The session is no longer fresh, so the password is asked for in the same dialog. */
async function changePhone(client, number) {
  const { t, page } = client;
  await client.button(t('portal.profile.change_phone')).click();
  const dialog = client.dialog(t('portal.profile.add_phone'));
  await seen(client, dialog);
  await dialog.getByLabel(t('portal.profile.mobile')).fill('+31 6 1234 0001');
  const send = dialog.getByRole('button', { name: t('portal.code.send') });
  await send.click();
  const proof = dialog.locator('input[autocomplete="current-password"]');
  await proof.fill('Not-my-password-1');
  await send.click();
  await dialog.getByText(t('common.problem.wrong_password')).waitFor();
  await seen(client, dialog);
  await proof.fill(password);
  await send.click();
  const [message] = await messagesTo(number);
  await dialog.getByLabel(t('portal.profile.code_at', { place: '+31 6 1234 0001' })).fill(codeIn(message));
  await seen(client, dialog);
  await dialog.getByRole('button', { name: t('portal.profile.confirm_phone') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(t('portal.profile.phone_changed')).waitFor();
  await page.getByRole('definition').filter({ hasText: number }).getByText(t('portal.profile.confirmed')).waitFor();

  await client.button(t('portal.profile.remove_phone')).click();
  const removal = client.dialog(t('portal.profile.remove_phone'));
  await seen(client, removal);
  await page.keyboard.press('Escape');
  await removal.waitFor({ state: 'hidden' });
}

async function changeName(client) {
  const { t, page } = client;
  await client.button(t('portal.profile.change_name')).click();
  const dialog = client.dialog(t('portal.profile.change_name'));
  await seen(client, dialog);
  await dialog.getByLabel(t('portal.profile.last_name')).fill('de Wit-Bakker');
  await dialog.getByRole('button', { name: t('common.save') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('definition').filter({ hasText: 'de Wit-Bakker' }).waitFor();
}

async function choosePhoto(client) {
  const { t, page } = client;
  const file = { name: 'me.png', mimeType: 'image/png', buffer: houseAsPng(3, 300, 200) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole('img', { name: t('portal.profile.photo_preview') }).waitFor();
  await client.findAccessible();
  await client.button(t('portal.profile.photo_use')).click();
  await page.getByText(t('portal.profile.photo_saved')).waitFor();
  const photo = page.getByRole('img', { name: t('portal.profile.photo_of', { name: 'Sanne de Wit-Bakker' }) });
  await photo.waitFor();
  await page.waitForFunction((image) => image.naturalWidth > 0, await photo.elementHandle());
  await client.button(t('portal.profile.photo_remove')).click();
  await photo.waitFor({ state: 'hidden' });
}

scene('One device is signed out from the other, and its open page ends at once', async (here) => {
  const { portal, email } = await agencyWithClient({ slug: 'devices' });
  const laptop = await here.person('laptop', { mayFail: [401] });
  const phone = await here.person('phone', { size: 'phone', mayFail: [401] });
  for (const person of [laptop, phone]) {
    await signInToPortal(person, `/${portal.slug}/`, email);
    await isHome(person, sanne.first_name);
  }
  await leaveOpen(laptop, `/${portal.slug}/properties`);

  const { t, page } = phone;
  await phone.open(`/${portal.slug}/profile/devices`);
  const own = page.getByRole('listitem').filter({ hasText: t('portal.devices.this') });
  await own.getByText('127.0.0.1').waitFor();
  await own.getByText(t('portal.devices.name', { browser: 'Chrome', system: 'Android' })).waitFor();
  await phone.findAccessible();
  await phone.assertNoSidewaysScroll();
  const other = t('portal.devices.name', { browser: 'Chrome', system: 'Linux' });
  const end = phone.button(t('portal.devices.end', { device: other }));
  await end.click();
  await laptop.page.waitForURL(`**/${portal.slug}/sign-in**`);
  await end.waitFor({ state: 'detached' });

  await signInToPortal(laptop, `/${portal.slug}/`, email);
  await isHome(laptop, sanne.first_name);
  await phone.open(`/${portal.slug}/profile/devices`);
  await end.waitFor();
  await phone.button(t('portal.devices.end_others')).click();
  const dialog = phone.dialog(t('portal.devices.end_others'));
  await seen(phone, dialog);
  await dialog.getByRole('button', { name: t('portal.devices.end_others') }).click();
  await laptop.page.waitForURL(`**/${portal.slug}/sign-in**`);
  await end.waitFor({ state: 'detached' });
  await own.waitFor();
});
