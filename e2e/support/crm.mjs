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

export async function signOutOfCrm(agent) {
  const { t, page } = agent;
  const navigation = page.getByRole('navigation', { name: t('common.nav.main') });
  await navigation.waitFor();
  const more = navigation.getByRole('button', { name: t('common.nav.more') });
  if ((await more.count()) > 0) {
    await more.click();
    await agent
      .dialog(t('common.nav.more'))
      .getByRole('button', { name: t('common.sign_out') })
      .click();
  } else {
    await page.getByRole('banner').locator('button[aria-haspopup="menu"]').click();
    await page.getByRole('menuitem', { name: t('common.sign_out') }).click();
  }
  await page.waitForURL('**/crm/sign-in**');
  await agent.arrive();
}

/** What a contact's page says of one portal. */
export function accessCard(agent, portal) {
  return agent.page.getByRole('region', { name: portal.name, exact: true });
}

/** Chooses an act from the menu of an access. */
export async function manageAccess(agent, portal, act) {
  const { t } = agent;
  const card = accessCard(agent, portal);
  await card.getByRole('button', { name: t('crm.access.manage_short'), exact: true }).click();
  await card.getByRole('menuitem', { name: t(act), exact: true }).click();
}

/** Waits for the state of an access on the contact's page: it stands beside the portal's name. */
export async function accessIs(agent, portal, state) {
  const card = accessCard(agent, portal);
  const place = state === 'none' ? card : card.locator('h3 + *');
  await place.getByText(agent.t(`crm.access.state.${state}`), { exact: true }).waitFor();
}

/** Presses the button of a dialog that asks back, and sees it close. */
export async function confirm(agent, dialog, name) {
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The card of a level: its name, then what it means. */
export function levelChoice(dialog, t, level, state = {}) {
  return dialog.getByRole('radio', { name: new RegExp(`^${t(`crm.access.levels.${level}`)} `), ...state });
}
