// SPDX-License-Identifier: Apache-2.0
// The staff's own safety (PRODUCT 1.3): an authenticator app with recovery codes, passkeys, a second factor that an organization
// asks of everybody, a forgotten password.
import assert from 'node:assert/strict';
import { Authenticator } from './support/authenticator.mjs';
import { letSessionsAge } from './support/clock.mjs';
import { signOutOfCrm } from './support/crm.mjs';
import { isRefused } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { totp } from './support/totp.mjs';
import { Caller, fillDemo, foundOrganization, linkIn, mailsTo, password } from './support/world.mjs';

async function givePassword(agent, email, secret = password) {
  const { t, page } = agent;
  await page.getByRole('heading', { level: 1, name: t('crm.sign_in.title') }).waitFor();
  await agent.field(t('common.email')).fill(email);
  await page.locator('input[name="password"]').fill(secret);
  await agent.button(t('common.sign_in')).click();
}

/** From the question for the password to the ten codes for a lost telephone. Answers the app's secret and those codes. */
async function setUpApp(agent, within) {
  const { t } = agent;
  await within.getByLabel(t('crm.account.current_password')).fill(password);
  await agent.findAccessible();
  await within.getByRole('button', { name: t('crm.second.go_on') }).click();
  await within.getByRole('img', { name: t('crm.second.qr') }).waitFor();
  const secret = await within.locator('code').textContent();
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  const code = within.getByLabel(t('crm.second.code'), { exact: true });
  await code.fill('000000' === totp(secret) ? '111111' : '000000');
  await within.getByRole('button', { name: t('crm.second.confirm') }).click();
  await within.getByText(t('common.problem.wrong_code')).waitFor();
  const used = totp(secret);
  await code.fill(used);
  await within.getByRole('button', { name: t('crm.second.confirm') }).click();
  const codes = within.getByRole('list', { name: t('crm.second.codes') }).getByRole('listitem');
  await codes.first().waitFor();
  const recovery = await codes.allTextContents();
  assert.equal(new Set(recovery).size, 10);
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await within.getByRole('button', { name: t('crm.second.codes_kept') }).click();
  return { secret, used, recovery: recovery.map((each) => each.trim()) };
}

for (const [size, language] of [
  ['desktop', 'en'],
  ['phone', 'nl'],
]) {
  scene(`Staff come in by app and by recovery code, on a ${size}, in ${language}`, async (here) => {
    const { admin } = await foundOrganization({
      slug: `app-${size}`,
      locale: language,
    });
    const session = await Caller.staff(admin.email);
    const agent = await here.person('agent', {
      size,
      language,
      session,
      mayFail: [401, 422],
    });
    const { t, page } = agent;
    await agent.open('/crm/settings/account');
    await agent.button(t('crm.second.set_up')).click();
    const dialog = agent.dialog(t('crm.second.set_up_title'));
    const { secret, used, recovery } = await setUpApp(agent, dialog);
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(t('crm.second.codes_left', { count: 10 })).waitFor();
    await mailsTo(admin.email, {
      about: t('mail.notice.second_factor_added_subject'),
    });
    await signOutOfCrm(agent);

    await givePassword(agent, admin.email);
    await page.getByRole('heading', { level: 1, name: t('crm.sign_in.second.title') }).waitFor();
    await agent.findAccessible();
    await agent.assertNoSidewaysScroll();
    const code = page.getByLabel(t('crm.second.code'), { exact: true });
    await code.fill(used);
    await agent.button(t('common.sign_in')).click();
    await isRefused(agent, t('common.problem.wrong_code'));
    await agent.findAccessible();
    await code.fill(totp(secret, 1));
    await agent.button(t('common.sign_in')).click();
    await page.waitForURL('**/crm/contacts');
    await agent.arrive();
    await signOutOfCrm(agent);

    await givePassword(agent, admin.email);
    await agent.button(t('crm.sign_in.second.use_recovery')).click();
    await page.getByLabel(t('crm.second.recovery_code')).fill(recovery[3]);
    await agent.findAccessible();
    await agent.button(t('common.sign_in')).click();
    await page.waitForURL('**/crm/contacts');
    await agent.open('/crm/settings/account');
    await page.getByText(t('crm.second.codes_left', { count: 9 })).waitFor();
    await mailsTo(admin.email, {
      about: t('mail.notice.recovery_code_used_subject'),
    });
    await renewAndRemove(agent);
  });
}

async function renewAndRemove(agent) {
  const { t, page } = agent;
  await agent.button(t('crm.second.new_codes')).click();
  const renewal = agent.dialog(t('crm.second.new_codes'));
  await renewal.getByLabel(t('crm.account.current_password')).fill(password);
  await agent.findAccessible();
  await renewal.getByRole('button', { name: t('crm.second.new_codes_make') }).click();
  const codes = agent.dialog(t('crm.second.codes'));
  await codes.getByRole('listitem').first().waitFor();
  await agent.findAccessible();
  await codes.getByRole('button', { name: t('crm.second.codes_kept') }).click();

  await agent.button(t('crm.second.remove')).click();
  const removal = agent.dialog(t('crm.second.remove_title'));
  await removal.getByLabel(t('crm.account.current_password')).fill('Not-my-password-1');
  await removal.getByRole('button', { name: t('crm.second.remove') }).click();
  await removal.getByText(t('common.problem.wrong_password')).waitFor();
  await agent.findAccessible();
  await removal.getByLabel(t('crm.account.current_password')).fill(password);
  await removal.getByRole('button', { name: t('crm.second.remove') }).click();
  await removal.waitFor({ state: 'hidden' });
  await page.getByText(t('crm.second.off'), { exact: true }).waitFor();
}

scene('A passkey lets staff in without a password, on a phone', async (here) => {
  const { admin } = await foundOrganization({ slug: 'staff-passkey' });
  const session = await Caller.staff(admin.email);
  const agent = await here.person('agent', {
    size: 'phone',
    session,
    mayFail: [401, 403],
  });
  const { t, page } = agent;
  const authenticator = await Authenticator.of(agent);
  await letSessionsAge(admin.email);
  await agent.open('/crm/settings/account');
  await agent.button(t('crm.passkeys.add')).click();
  const dialog = agent.dialog(t('crm.passkeys.add'));
  await dialog.getByLabel(t('activity.field.name')).fill('Work phone');
  await agent.findAccessible();
  const goOn = dialog.getByRole('button', { name: t('crm.passkeys.go_on') });
  await goOn.click();
  // The session is no longer fresh: a new way in takes the password.
  await dialog.locator('input[autocomplete="current-password"]').fill(password);
  await agent.findAccessible();
  await authenticator.whilePresent(async () => {
    await goOn.click();
    await dialog.waitFor({ state: 'hidden' });
  });
  await page.getByRole('listitem').filter({ hasText: 'Work phone' }).waitFor();
  await agent.findAccessible();
  await signOutOfCrm(agent);
  await authenticator.whilePresent(async () => {
    await agent.button(t('crm.sign_in.passkey')).click();
    await page.waitForURL('**/crm/contacts');
  });
  await agent.open('/crm/settings/account');
  const own = page.getByRole('listitem').filter({ hasText: t('crm.account.this_device') });
  await own.getByText(t('crm.account.method.passkey')).waitFor();
  await signOutOfCrm(agent);

  // It is a second factor too: after the password it is asked for.
  await givePassword(agent, admin.email);
  await page.getByRole('heading', { level: 1, name: t('crm.sign_in.second.title') }).waitFor();
  await agent.findAccessible();
  await authenticator.whilePresent(async () => {
    await agent.button(t('crm.sign_in.passkey')).click();
    await page.waitForURL('**/crm/contacts');
  });
});

scene('Once a second factor is required, everybody sets one up before going on', async (here) => {
  await fillDemo();
  const [willemijn, bram] = ['admin@noordzee.example', 'bram@noordzee.example'];
  const admin = await here.person('admin', {
    language: 'nl',
    session: await Caller.staff(willemijn),
    mayFail: [401, 403, 422],
  });
  const colleague = await here.person('colleague', {
    size: 'phone',
    language: 'nl',
    session: await Caller.staff(bram),
    mayFail: [401, 403],
  });
  await colleague.open('/crm/contacts');
  await requireSecondFactor(admin);
  await admin.page
    .getByRole('heading', {
      level: 1,
      name: admin.t('crm.second.must_title'),
    })
    .waitFor();
  await admin.findAccessible();
  await admin.button(admin.t('crm.second.with_app')).click();
  await setUpApp(admin, admin.page.getByRole('main'));
  await admin.page.waitForURL('**/crm/settings/security');
  await admin.page.getByText(admin.t('crm.security.none_yet')).first().waitFor();

  await mustSetUp(colleague);
  await removeFactor(admin, 'Bram Kuiper');
  await colleague.page.goto('/crm/contacts');
  await givePassword(colleague, bram);
  await colleague.page
    .getByRole('heading', {
      level: 1,
      name: colleague.t('crm.second.must_title'),
    })
    .waitFor();
});

async function requireSecondFactor(admin) {
  const { t } = admin;
  await admin.open('/crm/settings/security');
  await admin.page.getByRole('radio', { name: t('crm.security.rules.required') }).check();
  await admin.page.getByText(t('crm.security.you_too')).waitFor();
  await admin.findAccessible();
  await admin.button(t('crm.form.save')).click();
}

/** The open page gives way by itself, and whatever page is wanted, this one comes first: a passkey leads on. */
async function mustSetUp(colleague) {
  const { t, page } = colleague;
  await page.getByRole('heading', { level: 1, name: t('crm.second.must_title') }).waitFor();
  await colleague.findAccessible();
  await colleague.assertNoSidewaysScroll();
  await page.goto('/crm/properties');
  await page.getByRole('heading', { level: 1, name: t('crm.second.must_title') }).waitFor();
  const authenticator = await Authenticator.of(colleague);
  await authenticator.whilePresent(async () => {
    await colleague.button(t('crm.second.with_passkey')).click();
    await page.waitForURL('**/crm/properties');
  });
  await page.getByRole('heading', { level: 1, name: t('common.nav.properties') }).waitFor();
}

/** For somebody who lost the telephone: the password alone lets them in again, to set up a new one. */
async function removeFactor(admin, name) {
  const { t, page } = admin;
  await page.reload();
  await admin.arrive();
  await admin.button(t('crm.passkeys.manage', { name })).click();
  await page.getByRole('menuitem', { name: t('crm.second.remove') }).click();
  const dialog = admin.dialog(t('crm.security.remove_title', { name }));
  await dialog.waitFor();
  await admin.findAccessible();
  await dialog.getByRole('button', { name: t('crm.second.remove') }).click();
  await dialog.waitFor({ state: 'hidden' });
}

scene('Staff who forgot their password choose a new one by mail', async (here) => {
  const organization = await foundOrganization({ slug: 'staff-forgot' });
  const { email } = organization.admin;
  const agent = await here.person('agent', {
    size: 'phone',
    mayFail: [401, 410],
  });
  const { t, page } = agent;
  await agent.open('/crm/sign-in');
  await agent.link(t('crm.sign_in.forgot')).click();
  await page.getByRole('heading', { level: 1, name: t('crm.forgot.title') }).waitFor();
  await agent.findAccessible();
  await agent.field(t('common.email')).fill(email);
  await agent.button(t('crm.forgot.send')).click();
  await page.getByRole('heading', { level: 1, name: t('crm.forgot.sent_title') }).waitFor();
  await agent.findAccessible();

  const [mail] = await mailsTo(email, {
    about: t('mail.password_reset.subject', { place: organization.name }),
  });
  const link = linkIn(mail, 'crm/reset');
  await page.goto(link);
  await page.getByText(t('crm.reset.text', { email })).waitFor();
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await page.getByLabel(t('crm.account.new_password')).fill('Another-house-2');
  await agent.button(t('crm.reset.save')).click();
  await page.getByText(t('crm.reset.done')).waitFor();
  await givePassword(agent, email);
  await isRefused(agent, t('common.problem.sign_in_failed'));
  await givePassword(agent, email, 'Another-house-2');
  await page.waitForURL('**/crm/contacts');

  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: t('crm.reset.expired_title') }).waitFor();
  await agent.findAccessible();
});
