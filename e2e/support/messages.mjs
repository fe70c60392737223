// SPDX-License-Identifier: Apache-2.0
// Conversations, alike in both apps.

/** What was said with somebody. */
export function log(person, name) {
  return person.page.getByRole('log', { name: person.t('ui.messages.with', { name }) });
}

export function writeField(person) {
  return person.page.getByRole('textbox', { name: person.t('ui.messages.message'), exact: true });
}

/** Writes and sends. */
export async function say(person, text) {
  await writeField(person).fill(text);
  await person.button(person.t('ui.messages.send')).click();
  await person.page.getByRole('log').getByText(text, { exact: true }).waitFor();
}

/** Attaches a file, and waits until the server has it. */
export async function addFile(person, file) {
  const chooser = person.page.waitForEvent('filechooser');
  await person.button(person.t('ui.messages.attach')).click();
  await (await chooser).setFiles(file);
  await uploaded(person, file.name);
}

/** Waits until the server has what is attached under a name. */
export async function uploaded({ t, page }, name) {
  await page
    .getByRole('list', { name: t('ui.messages.files') })
    .getByText(name)
    .waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
}

/** So many messages wait for a network. */
export async function waitsToBeSent(person, count) {
  const { t, page } = person;
  const waiting = [t('ui.messages.waiting'), t('ui.messages.sending')];
  await page.waitForFunction(
    ([words, wanted]) =>
      [...document.querySelectorAll('[role="log"] .stamp')].filter(({ textContent }) =>
        words.includes(textContent.trim()),
      ).length === wanted,
    [waiting, count],
  );
}

export const conversationPath = (slug) => new RegExp(`/${slug}/messages/\\w{13}$`);
