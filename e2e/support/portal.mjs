// SPDX-License-Identifier: Apache-2.0
// Ways through the portal that several tests go.
import assert from 'node:assert/strict';
import { hasFocus, tabTo } from './keyboard.mjs';
import { password } from './world.mjs';

/** What the slides of the welcome are called, in their order. */
export const slides = ['rate', 'agent', 'seen'];
/** What the tour points at on a home page with homes. */
export const stops = ['overview', 'new', 'feed', 'help'];

/** Opens a page of the portal, which asks who one is, and says so by password. */
export async function signInToPortal(person, path, email, secret = password) {
  await person.open(path);
  await person.field(person.t('common.email')).fill(email);
  await person.page.locator('input[name="password"]').fill(secret);
  await person.button(person.t('common.sign_in')).click();
}

/** The home page stands: it greets whose account it is. */
export async function isHome({ page }, firstName) {
  await page.getByRole('heading', { level: 1, name: new RegExp(firstName) }).waitFor();
}

/** What went wrong stands above the form, in words. */
export async function isRefused({ page }, words) {
  const refusal = page.getByRole('alert');
  await refusal.waitFor();
  assert.equal((await refusal.textContent()).trim(), words);
}

export async function skipWelcome(person) {
  await person.page
    .getByRole('heading', { level: 1, name: person.t(`portal.welcome.${slides[0]}.title`) })
    .or(person.page.getByRole('heading', { level: 1, name: person.t(`portal.welcome.${slides[1]}.title`) }))
    .waitFor();
  await person.button(person.t('portal.welcome.skip')).click();
}

/** From slide to slide by keys, then into the tour. */
export async function walkThroughSlides(person) {
  const { t, page } = person;
  for (const [index, slide] of slides.entries()) {
    const heading = page.getByRole('heading', { level: 1, name: t(`portal.welcome.${slide}.title`) });
    await heading.waitFor();
    if (index > 0) await hasFocus(person, heading);
    await person.findAccessible();
    await person.assertNoSidewaysScroll();
    if (index + 1 < slides.length) await page.keyboard.press('ArrowRight');
  }
  await tabTo(person, person.button(t('portal.welcome.start')));
  await page.keyboard.press('Enter');
}

/** From stop to stop by the key Enter: the way on has the focus each time. */
export async function walkThroughTour(person) {
  const { t, page } = person;
  for (const [index, stop] of stops.entries()) {
    const dialog = person.dialog(t(`portal.tour.${stop}.title`));
    const last = index + 1 === stops.length;
    const onward = dialog.getByRole('button', { name: t(last ? 'portal.tour.done' : 'portal.tour.next'), exact: true });
    await onward.waitFor();
    await hasFocus(person, onward);
    await person.findAccessible();
    await person.assertNoSidewaysScroll();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }
}

export async function signOutOfPortal(person, slug) {
  await person.open(`/${slug}/profile`);
  await person.button(person.t('common.sign_out')).click();
  await person.page.waitForURL(`**/${slug}/sign-in**`);
  await person.arrive();
}

/** The entries of the navigation that can be seen: at the top on a wide screen, at the bottom on a phone. */
export function place(person, name) {
  return person.page
    .getByRole('navigation', { name: person.t('common.nav.main') })
    .getByRole('link', { name: person.t(`common.nav.${name}`) });
}

/** A page that stays open; whether it was loaded anew can be told later. */
export async function leaveOpen(person, path) {
  await person.open(path);
  await person.page.evaluate(() => (window.neverReloaded = true));
  return person;
}

export async function assertNotReloaded(person) {
  assert.equal(await person.page.evaluate(() => window.neverReloaded), true, 'the page was loaded anew');
}
