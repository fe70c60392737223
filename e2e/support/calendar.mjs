// SPDX-License-Identifier: Apache-2.0
// Ways through the agent's calendar that several tests go.

/** The panel with what is to be confirmed, and the card of one home in it. */
export function requestOf(agent, title) {
  const panel = agent.page.getByRole('region', {
    name: agent.t('crm.calendar.to_confirm'),
    exact: true,
  });
  return panel.getByRole('article').filter({ hasText: title });
}

export async function openRequest(agent, title) {
  const card = requestOf(agent, title);
  await card.waitFor();
  const button = card.getByRole('button', { name: title, exact: true });
  if ((await button.count()) > 0) await button.click();
  await card.getByRole('radio').first().waitFor();
  return card;
}

/** Presses the button that says which moment it confirms. */
export async function pressConfirm(agent, card) {
  const confirm = agent.t('crm.appointment.confirm_moment', { moment: '' }).trim();
  await card.getByRole('button').filter({ hasText: confirm }).click();
}
