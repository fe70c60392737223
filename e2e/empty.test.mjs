// SPDX-License-Identifier: Apache-2.0
// The first day: nothing is there yet, and each page says what to do next.
import { scene, sizes } from './support/scene.mjs';
import { Caller, foundOrganization, openPortal, welcomeClient } from './support/world.mjs';

/** Each page of the CRM with the words it says while it is empty. */
const crmPages = [
  ['/crm/contacts', 'crm.contacts.empty.client'],
  ['/crm/contacts?kind=partner', 'crm.contacts.empty.partner'],
  ['/crm/contacts?kind=lead', 'crm.contacts.empty.lead'],
  ['/crm/companies', 'crm.companies.empty'],
  ['/crm/properties', 'crm.properties.empty_title'],
  ['/crm/deals', 'crm.deals.empty_title'],
  ['/crm/deals?view=list', 'crm.deals.empty_title'],
  ['/crm/feeds', 'crm.feeds.empty_title'],
];

for (const size of Object.keys(sizes)) {
  scene(`A new organization finds its pages empty, and what to do next, on a ${size}`, async (here) => {
    const { admin } = await foundOrganization({ slug: `empty-${size}` });
    const agent = await here.person('agent', {
      size,
      session: await Caller.staff(admin.email),
    });
    for (const [path, words] of crmPages) {
      await agent.open(path);
      await agent.page.getByRole('heading', { name: agent.t(words) }).waitFor();
      await agent.findAccessible();
      await agent.assertNoSidewaysScroll();
    }
    await agent.open('/crm/settings/portals');
    await agent.page.getByText(agent.t('crm.portals.is_off')).first().waitFor();
    await agent.findAccessible();
  });

  scene(`A client for whom nothing was chosen yet is told what will come, on a ${size}`, async (here) => {
    const slug = `nothing-yet-${size}`;
    const organization = await foundOrganization({ slug });
    const admin = await Caller.staff(organization.admin.email);
    const portal = await openPortal(admin);
    const email = `sanne@${slug}.test`;
    await welcomeClient(admin, portal, {
      first_name: 'Sanne',
      last_name: 'de Wit',
      email,
    });
    const client = await here.person('client', {
      size,
      session: await Caller.client(slug, email),
    });
    const { t, page } = client;
    await client.open(`/${slug}/`);
    await page.getByRole('heading', { name: t('portal.home.first_title') }).waitFor();
    await client.findAccessible();
    await client.open(`/${slug}/properties`);
    await page.getByRole('heading', { name: t('ui.nothing_found') }).waitFor();
    await client.findAccessible();
    await client.open(`/${slug}/properties?favourite=true`);
    await page.getByText(t('portal.homes.empty', { filter: 'favourites' })).waitFor();
    await client.open(`/${slug}/appointments`);
    await page
      .getByRole('heading', {
        name: t('portal.appointments.empty_title', { tab: 'upcoming' }),
      })
      .waitFor();
    await client.findAccessible();
  });
}
