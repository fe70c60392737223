// SPDX-License-Identifier: Apache-2.0
// Ways through the CRM that several tests go.
import { password } from './world.mjs';

export async function signInToCrm(agent, email) {
  await agent.open('/crm/');
  await agent.page.waitForURL('**/crm/sign-in**');
  await agent.field(agent.t('common.email')).fill(email);
  await agent.page.locator('input[name="password"]').fill(password);
  await agent.button(agent.t('common.sign_in')).click();
  await agent.page.waitForURL('**/crm/contacts');
  await agent.arrive();
}

/** By the navigation: at the side on a wide screen, below on a phone, where some places lie behind “More”. */
export async function goTo(agent, place) {
  const name = agent.t(`common.nav.${place}`);
  const navigation = agent.page.getByRole('navigation', {
    name: agent.t('common.nav.main'),
  });
  const entry = navigation.getByRole('link', { name });
  if ((await entry.count()) > 0) await entry.click();
  else {
    await navigation.getByRole('button', { name: agent.t('common.nav.more') }).click();
    await agent.dialog(agent.t('common.nav.more')).getByRole('link', { name }).click();
  }
  await agent.page.getByRole('heading', { level: 1, name }).waitFor();
  await agent.arrive();
}
