// SPDX-License-Identifier: Apache-2.0
// For people without a pointer: what has the focus is always known, and keys reach everything.
import assert from 'node:assert/strict';

const mostStops = 60;

/** Presses Tab until the element has the focus, and asks that this can be seen. */
export async function tabTo(person, locator, key = 'Tab') {
  await locator.waitFor({ state: 'attached' });
  for (let stop = 0; stop < mostStops; ++stop) {
    if (await locator.evaluate((element) => element === document.activeElement)) {
      assert.ok(await locator.evaluate((element) => element.matches(':focus-visible')), 'the focus cannot be seen');
      return;
    }
    await person.page.keyboard.press(key);
  }
  assert.fail(`${mostStops} times ${key} did not reach ${locator}`);
}

export async function hasFocus(person, locator) {
  const element = await locator.elementHandle();
  await person.page.waitForFunction((each) => each === document.activeElement, element);
}
