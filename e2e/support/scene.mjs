// SPDX-License-Identifier: Apache-2.0
// A scene is one test with people in it, each in a browser of their own: their pages are photographed when it fails, and
// nothing may have gone wrong in any console.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder, chromium } from './dependencies.mjs';
import { address } from './world.mjs';
import { wordsIn } from './words.mjs';

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};
/** What a telephone says of itself. */
const phoneAgent =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const patience = 10_000;
const noConnection =
  /ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED|CONNECTION_\w+)/;
const longestScene = 120_000;

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A microphone that hums and a camera that draws. Who is not granted them by name has refused them.
      '--use-fake-device-for-media-stream',
    ],
  });
});
after(() => browser.close());

/**
 * A test with people.
 * @param {string} name
 * @param {(scene: Scene) => Promise<void>} play
 */
export function scene(name, play) {
  return test(name, { timeout: longestScene }, async () => {
    const here = new Scene(name);
    try {
      await play(here);
      here.assertNothingWentWrong();
    } catch (error) {
      await here.photograph();
      throw error;
    } finally {
      await here.end();
    }
  });
}

class Scene {
  #name;
  #contexts = [];
  #pages = new Map();
  #complaints = [];

  constructor(name) {
    this.#name = name.replace(/[^\p{L}\p{N}]+/gu, '-');
  }

  /**
   * Opens a browser for a person. `session` (a Caller) has them signed in already; `mayFail` are statuses the scene itself
   * provokes, which browsers report on the console, as they do when they are offline. `at` is another way to the server;
   * `serviceWorkers` are blocked where the scene meddles with requests on their way, which it could not in theirs.
   * @param {string} who
   */
  async person(
    who,
    {
      size = 'desktop',
      language = 'en',
      theme = 'light',
      session,
      mayFail = [],
      mayBeOffline = false,
      at = address,
      timeZone = 'Europe/Amsterdam',
      serviceWorkers = 'allow',
    } = {},
  ) {
    const context = await browser.newContext({
      baseURL: at,
      viewport: sizes[size],
      isMobile: size === 'phone',
      hasTouch: size === 'phone',
      userAgent: size === 'phone' ? phoneAgent : undefined,
      locale: language,
      timezoneId: timeZone,
      colorScheme: theme,
      reducedMotion: 'reduce',
      serviceWorkers,
    });
    context.setDefaultTimeout(patience);
    this.#contexts.push(context);
    if (session) await context.addCookies(session.browserCookies());
    const page = await context.newPage();
    this.#pages.set(who, page);
    page.on('pageerror', (error) => this.#complaints.push(`${who}: ${error.stack}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const status = /the server responded with a status of (\d+)/.exec(message.text())?.[1];
      if (mayFail.includes(Number(status)) || (mayBeOffline && noConnection.test(message.text()))) return;
      this.#complaints.push(`${who}: ${message.text()} (${message.location().url})`);
    });
    return new Person(page, language, (complaint) => this.#complaints.push(`${who}: ${complaint}`));
  }

  assertNothingWentWrong() {
    assert.equal(this.#complaints.length, 0, this.#complaints.join('\n'));
  }

  async photograph() {
    for (const [who, page] of this.#pages) {
      const path = join(process.env.E2E_RESULTS, `${this.#name}-${who}.png`);
      await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    }
    if (this.#complaints.length > 0) console.error(`${this.#name}\n${this.#complaints.join('\n')}`);
  }

  async end() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** A page, and the words its reader reads. */
export class Person {
  #complain;

  /** `complain` is told what is wrong but does not keep the scene from going on. */
  constructor(page, language, complain) {
    this.page = page;
    this.language = language;
    this.t = wordsIn(language);
    this.#complain = complain;
  }

  speak(language) {
    this.language = language;
    this.t = wordsIn(language);
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The page is there: its heading, nothing still on its way, its fonts. */
  async arrive() {
    await this.heading.first().waitFor({ state: 'attached' });
    await this.page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .skeleton'));
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  async open(path) {
    await this.page.goto(path);
    await this.arrive();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  dialog(name) {
    return this.page.getByRole('dialog', { name });
  }

  field(label) {
    return this.page.getByLabel(label);
  }

  /** Looks at the page with axe. */
  async findAccessible() {
    await this.arrive();
    const { violations } = await new AxeBuilder({ page: this.page }).setLegacyMode(true).analyze();
    for (const { id, nodes } of violations) {
      const places = nodes.map(
        ({ html, failureSummary }) => `    ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, ' ')}`,
      );
      this.#complain(`axe ${id} on ${this.page.url()}\n${places.join('\n')}`);
    }
  }

  /** No word is cut off at an edge, but what is meant to end in dots: names that people chose. */
  async assertNoCutText() {
    const cut = await this.page.evaluate(findCutText);
    if (cut.length > 0) this.#complain(`cut text in ${this.language} on ${this.page.url()}\n    ${cut.join('\n    ')}`);
  }

  /** Nothing is wider than the screen, but what scrolls sideways by itself. */
  async assertNoSidewaysScroll() {
    const beyond = await this.page.evaluate(findBeyondScreen);
    if (beyond.length > 0) this.#complain(`wider than the screen on ${this.page.url()}\n    ${beyond.join('\n    ')}`);
  }
}

/** Runs in the page. */
function findCutText() {
  const beyond = (inner, outer) =>
    inner.right > outer.right + 1 || inner.left < outer.left - 1
      ? 'x'
      : inner.bottom > outer.bottom + 1 || inner.top < outer.top - 1
        ? 'y'
        : undefined;
  const cutter = (element, box) => {
    for (let each = element; each !== null && each !== document.body; each = each.parentElement) {
      const { overflowX, overflowY, position, webkitLineClamp } = getComputedStyle(each);
      const isForEarsOnly = each.clientWidth <= 1 && overflowX !== 'visible';
      const scrolls = [overflowX, overflowY].some((how) => how === 'auto' || how === 'scroll');
      if (isForEarsOnly || scrolls || webkitLineClamp !== 'none' || each.matches('.truncate')) return undefined;
      const side = beyond(box, each.getBoundingClientRect());
      const how = side === 'x' ? overflowX : overflowY;
      if (side && (how !== 'visible' || each.matches('button, .btn, .badge'))) return each;
      if (position === 'fixed') return undefined;
    }
    return undefined;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.data.trim() === '' || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    const by = box.width > 0 ? cutter(text.parentElement, box) : undefined;
    if (by) found.add(`"${text.data.trim()}" in ${by.outerHTML.slice(0, 120)}`);
  }
  return [...found];
}

/** Runs in the page. */
function findBeyondScreen() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = (element) => {
    for (let each = element; each !== null && each !== document.body; each = each.parentElement) {
      const { overflowX, position } = getComputedStyle(each);
      if (overflowX !== 'visible' || position === 'fixed') return true;
    }
    return false;
  };
  const seen = [...document.querySelectorAll('body *')].filter((element) => {
    const { width, height, right } = element.getBoundingClientRect();
    return width > 1 && height > 1 && right > clientWidth + 1 && element.checkVisibility() && !scrolls(element);
  });
  const found = seen.slice(0, 5).map((element) => element.outerHTML.slice(0, 160));
  return scrollWidth > clientWidth ? [`${scrollWidth} px on a screen of ${clientWidth}`, ...found] : found;
}
