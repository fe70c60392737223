// SPDX-License-Identifier: Apache-2.0
// Looking at the pages of the filled demo, one after the other.
import assert from 'node:assert/strict';
import { englishAmong } from './words.mjs';

export const languages = ['nl', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'sv', 'no', 'en'];

/** The first of a list, which the demo has. */
export async function first(caller, path) {
  const { items } = await caller.get(path);
  assert.ok(items.length > 0, `the demo has something at ${path}`);
  return items[0];
}

/** Accessible, and within the screen; light and dark, which pages follow without being loaded anew. */
export async function look(person, paths) {
  for (const path of paths) {
    await person.page.emulateMedia({ colorScheme: 'light' });
    await person.open(path);
    await person.findAccessible();
    await person.assertNoSidewaysScroll();
    await person.page.emulateMedia({ colorScheme: 'dark' });
    await person.findAccessible();
  }
}

/** Opens something over the page, looks at it, and closes it by Escape. */
export async function lookInto(person, open, name) {
  await open();
  const dialog = person.dialog(name);
  await dialog.waitFor();
  await person.findAccessible();
  await person.assertNoSidewaysScroll();
  await person.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** Headings, buttons, labels and columns: words of ours, not of the people who use it. */
async function ownWords(person) {
  const places = 'h1, h2, h3, button, label, legend, th, nav a, dt';
  const texts = await person.page
    .locator(places)
    .evaluateAll((elements) => elements.map((element) => element.textContent.trim()));
  const names = await person.page
    .locator('[aria-label]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label')));
  return [...texts, ...names];
}

/** No word is English where another language was chosen. */
async function assertOwnLanguage(person) {
  // A language that was chosen elsewhere comes with the session; until then the page is in the one last chosen here.
  await person.page.waitForFunction((language) => document.documentElement.lang === language, person.language);
  const english = person.language === 'en' ? [] : englishAmong(await ownWords(person), person.language);
  assert.deepEqual(english, [], `English on ${person.page.url()}`);
}

export async function findNoEnglish(person, paths) {
  for (const path of paths) {
    await person.open(path);
    await assertOwnLanguage(person);
  }
}

/** The words are of the language, and fit: those of a page, or of what is open over it. */
export async function fits(person, path) {
  if (path !== undefined) await person.open(path);
  await assertOwnLanguage(person);
  await person.assertNoSidewaysScroll();
  await person.assertNoCutText();
}
