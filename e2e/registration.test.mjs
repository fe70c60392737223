// SPDX-License-Identifier: Apache-2.0
// People who register themselves (PRODUCT 5.9): strangers, known contacts, with approval, and those who have an access already.
// The screen says the same to all of them; what is so stands in the mail.
import assert from 'node:assert/strict';
import { accessIs, goTo } from './support/crm.mjs';
import { assertNotReloaded, isHome, isRefused, leaveOpen, signInToPortal, skipWelcome } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { wordsIn } from './support/words.mjs';
import { codeIn, foundAgency, mailsTo, password, welcomeClient } from './support/world.mjs';

const noor = { first_name: 'Noor', last_name: 'Bakker' };
const name = 'Noor Bakker';

/** Fills the form in the portal, up to the question for the code. */
async function register(client, portal, { first_name, last_name }, email) {
  const { t, page } = client;
  await client.open(`/${portal.slug}/sign-in`);
  await client.link(t('portal.register.link')).click();
  await page.getByRole('heading', { level: 1, name: t('portal.register.title') }).waitFor();
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  await page.getByLabel(t('portal.profile.first_name')).fill(first_name);
  await page.getByLabel(t('portal.profile.last_name')).fill(last_name);
  await client.field(t('common.email')).fill(email);
  await page.getByLabel(t('common.password'), { exact: true }).fill(password);
  await client.button(t('portal.register.submit')).click();
  await page.getByRole('heading', { level: 1, name: t('portal.register.code_title') }).waitFor();
}

async function confirmCode(client, code) {
  await client.page.getByLabel(client.t('portal.code.label')).fill(code);
  await client.button(client.t('portal.register.confirm')).click();
}

scene('A stranger registers with a code by mail and becomes a lead, on a phone', async (here) => {
  const { organization, admin, portal } = await foundAgency({ slug: 'register', locale: 'nl', registration: 'open' });
  const email = 'noor@register.test';
  const client = await here.person('client', { size: 'phone', language: 'nl', mayFail: [401] });
  await register(client, portal, noor, email);
  await client.findAccessible();
  await client.assertNoSidewaysScroll();
  const code = codeIn((await mailsTo(email))[0]);
  await confirmCode(client, code === '111111' ? '222222' : '111111');
  await client.page.getByText(client.t('common.problem.wrong_code')).waitFor();
  await client.findAccessible();
  await confirmCode(client, code);
  await skipWelcome(client);
  await isHome(client, noor.first_name);
  const about = client.t('mail.registration_notice.subject', { contact: name, portal: portal.name });
  await mailsTo(organization.admin.email, { about });

  const { items } = await admin.get('/contacts?kind=lead');
  assert.deepEqual(
    items.map((each) => [each.first_name, each.email]),
    [[noor.first_name, email]],
  );
  const agent = await here.person('agent', { size: 'phone', language: 'nl', session: admin });
  await agent.open(`/crm/contacts/${items[0].id}`);
  await accessIs(agent, portal, 'active');
});

scene('Who registers with the address of a known contact is that contact', async (here) => {
  const { admin, portal } = await foundAgency({ slug: 'register-known', registration: 'open' });
  const email = 'noor@register-known.test';
  const contact = await admin.post('/contacts', { ...noor, kind: 'client', email, locale: 'en' });
  const client = await here.person('client', { mayFail: [401] });
  await register(client, portal, { first_name: 'N.', last_name: 'Bakker' }, 'Noor@Register-Known.test');
  await confirmCode(client, codeIn((await mailsTo(email))[0]));
  await skipWelcome(client);
  await isHome(client, noor.first_name);

  const counts = await admin.get('/contacts/counts');
  assert.deepEqual([counts.client, counts.lead], [1, 0]);
  const agent = await here.person('agent', { session: admin });
  await agent.open(`/crm/contacts/${contact.id}`);
  await accessIs(agent, portal, 'active');
  const sentence = agent.t('activity.access_registered', { contact: name, portal: portal.name });
  await agent.page
    .getByRole('region', { name: agent.t('activity.title') })
    .getByText(sentence)
    .waitFor();
});

scene(
  'To an address that has an access already the screen says what it says to all, and the mail how it is',
  async (here) => {
    const { admin, portal } = await foundAgency({ slug: 'register-twice', registration: 'open' });
    const email = 'noor@register-twice.test';
    await welcomeClient(admin, portal, { ...noor, email });
    const said = [];
    for (const address of ['nobody@register-twice.test', email]) {
      const client = await here.person(address, { mayFail: [401] });
      await register(client, portal, noor, address);
      const words = await client.page.getByRole('main').innerText();
      said.push(words.replaceAll(address, 'ADDRESS'));
      await confirmCode(client, '000000');
      await client.page.getByText(client.t('common.problem.wrong_code')).waitFor();
    }
    assert.equal(said[0], said[1]);
    const about = wordsIn('en')('mail.registration_known.subject', { portal: portal.name });
    const [mail] = await mailsTo(email, { about });
    assert.doesNotMatch(mail.text, /(?<!\d)\d{6}(?!\d)/, 'a code for somebody who has an access');
    assert.ok(mail.text.includes(portal.address), `no ${portal.address} in:\n${mail.text}`);
  },
);

for (const size of ['phone', 'desktop']) {
  scene(`With approval, an agent lets one person in and declines another, on a ${size}`, async (here) => {
    const slug = `approval-${size}`;
    const { admin, portal } = await foundAgency({ slug, registration: 'approval' });
    const [email, other] = [`noor@${slug}.test`, `piet@${slug}.test`];
    const agent = await here.person('agent', { size, session: admin });
    await agent.open('/crm/contacts');
    await goTo(agent, 'requests');
    await agent.page.getByRole('heading', { name: agent.t('crm.requests.empty') }).waitFor();
    await agent.findAccessible();
    await leaveOpen(agent, '/crm/requests');

    const client = await here.person('client', { size, mayFail: [401, 403] });
    await register(client, portal, { first_name: 'Piet', last_name: 'Smit' }, other);
    await confirmCode(client, codeIn((await mailsTo(other))[0]));
    await client.page.getByRole('heading', { level: 1, name: client.t('portal.register.waiting_title') }).waitFor();
    await client.findAccessible();
    await register(client, portal, noor, email);
    await confirmCode(client, codeIn((await mailsTo(email))[0]));
    await client.page.getByRole('heading', { level: 1, name: client.t('portal.register.waiting_title') }).waitFor();
    await signInToPortal(client, `/${portal.slug}/`, email);
    await isRefused(client, client.t('common.problem.approval_pending'));
    await client.findAccessible();

    await answerRequests(agent);
    const about = (kind) => client.t(`mail.registration_${kind}.subject`, { portal: portal.name });
    const [welcome] = await mailsTo(email, { about: about('approved') });
    assert.ok(welcome.text.includes(portal.address), `no ${portal.address} in:\n${welcome.text}`);
    await mailsTo(other, { about: about('declined') });
    await signInToPortal(client, `/${portal.slug}/`, email);
    await skipWelcome(client);
    await isHome(client, noor.first_name);
    const declined = await here.person('declined', { size, mayFail: [401] });
    await signInToPortal(declined, `/${portal.slug}/`, other);
    await isRefused(declined, declined.t('common.problem.sign_in_failed'));
  });
}

async function answerRequests(agent) {
  const { t, page } = agent;
  const approve = agent.button(t('crm.requests.approve_who', { name }));
  const decline = agent.button(t('crm.requests.decline_who', { name: 'Piet Smit' }));
  await approve.waitFor();
  await assertNotReloaded(agent);
  await agent.findAccessible();
  await agent.assertNoSidewaysScroll();
  await approve.click();
  await approve.waitFor({ state: 'detached' });
  await decline.click();
  const dialog = agent.dialog(t('crm.requests.decline_title', { name: 'Piet Smit' }));
  await dialog.waitFor();
  await agent.findAccessible();
  await dialog.getByRole('button', { name: t('crm.requests.decline'), exact: true }).click();
  await page.getByRole('heading', { name: t('crm.requests.empty') }).waitFor();
}
