// SPDX-License-Identifier: Apache-2.0
// Who may come in: wrong passwords, signing out, a portal that is switched off, an address that moved.
import assert from 'node:assert/strict';
import { signInToPortal } from './support/portal.mjs';
import { scene } from './support/scene.mjs';
import { Caller, foundOrganization, openPortal, password, welcomeClient } from './support/world.mjs';

/** An organization with one client. */
async function agencyWithClient(slug) {
  const organization = await foundOrganization({ slug });
  const admin = await Caller.staff(organization.admin.email);
  const portal = await openPortal(admin, { name: 'Casa del Sol' });
  const email = `sanne@${slug}.test`;
  await welcomeClient(admin, portal, {
    first_name: 'Sanne',
    last_name: 'de Wit',
    email,
  });
  return { admin, portal, email };
}

scene('A wrong password is refused in words, and the right one leads to the page that was wanted', async (here) => {
  const { email } = await agencyWithClient('wrong-password');
  const client = await here.person('client', {
    size: 'phone',
    mayFail: [401],
  });
  await signInToPortal(client, '/wrong-password/appointments', email, 'Not-my-password-1');
  const refusal = client.page.getByRole('alert');
  await refusal.waitFor();
  assert.equal(await refusal.textContent(), client.t('common.problem.sign_in_failed'));
  await client.findAccessible();

  await client.page.locator('input[name="password"]').fill(password);
  await client.page.keyboard.press('Enter');
  await client.page.waitForURL('**/wrong-password/appointments');
  await client.page
    .getByRole('heading', {
      level: 1,
      name: client.t('common.nav.appointments'),
    })
    .waitFor();
});

scene('Signing out leaves nothing behind in the browser', async (here) => {
  const { email } = await agencyWithClient('sign-out');
  const client = await here.person('client', { size: 'phone', mayFail: [401] });
  await signInToPortal(client, '/sign-out/', email, password);
  await client.page.getByRole('heading', { level: 1, name: /Sanne/ }).waitFor();
  await client.link(client.t('common.nav.profile')).click();
  await client.button(client.t('common.sign_out')).click();
  await client.page.waitForURL('**/sign-out/sign-in');
  await client.findAccessible();

  await client.page.goBack();
  await client.page.getByRole('heading', { level: 1, name: client.t('portal.sign_in.title') }).waitFor();
  assert.equal(await client.page.getByText('Sanne').count(), 0);
});

scene('A portal that is switched off is out of reach at once, also for who is signed in', async (here) => {
  const { admin, portal, email } = await agencyWithClient('switched-off');
  const session = await Caller.client(portal.slug, email);
  const client = await here.person('client', {
    size: 'phone',
    session,
    mayFail: [401, 403, 404],
  });
  await client.open('/switched-off/');
  await client.page.getByRole('heading', { level: 1, name: /Sanne/ }).waitFor();

  await admin.put(`/portals/${portal.id}/switch`, { enabled: false });
  await client.link(client.t('common.nav.appointments')).click();
  await client.page.waitForURL('**/switched-off/sign-in**');
  await client.page.reload();
  await client.page.getByRole('heading', { name: client.t('portal.off.title') }).waitFor();
  await client.findAccessible();

  await admin.put(`/portals/${portal.id}/switch`, { enabled: true });
  await client.page.goto('/switched-off/');
  await client.page.getByRole('heading', { level: 1, name: /Sanne/ }).waitFor();
});

scene('The old address of a portal leads to the new one', async (here) => {
  const { admin, portal, email } = await agencyWithClient('old-address');
  await admin.put(`/portals/${portal.id}/slug`, { slug: 'new-address' });
  const client = await here.person('client', { mayFail: [401] });
  await client.open('/old-address/properties?status=interested');
  await client.page.waitForURL('**/new-address/sign-in?next=**');
  await client.field(client.t('common.email')).fill(email);
  await client.page.locator('input[name="password"]').fill(password);
  await client.page.keyboard.press('Enter');
  await client.page.waitForURL('**/new-address/properties?status=interested');
  await client.page.getByRole('heading', { level: 1, name: client.t('portal.homes.title') }).waitFor();
});
