// SPDX-License-Identifier: Apache-2.0
// Draws the icon that iPhones put on the home screen from portal/public/assets/portal/icon.svg; they take no SVG.
//   npm run icons
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../portal/public/assets/portal/', import.meta.url));
const size = 180;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: size, height: size } });
const drawing = await readFile(`${folder}icon.svg`, 'utf8');
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
await page.screenshot({ path: `${folder}icon-${size}.png` });
await browser.close();
