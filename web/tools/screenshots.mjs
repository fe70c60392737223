// SPDX-License-Identifier: Apache-2.0
// Takes pictures of the component page as built, at both sizes and in both themes, and runs axe on it.
//   npm run build -w crm -- --mode gallery && npm run shots -- <folder>
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { preview } from './preview.mjs';

const folder = process.argv[2] ?? '.cache/shots';
const port = 5198;
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
mkdirSync(folder, { recursive: true });

const server = await preview(port);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
let faults = 0;
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      faults += 1;
      console.log(`${size} ${colorScheme}: ${message.text()}`);
    });
    await page.goto(`http://127.0.0.1:${port}/crm/dev/ui`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${folder}/components-${size}-${colorScheme}.png`, fullPage: true });
    // Everything stands there twice, light and dark, so landmarks cannot be unique.
    const { violations } = await new AxeBuilder({ page }).disableRules('landmark-unique').analyze();
    for (const { id, nodes } of violations) {
      faults += 1;
      console.log(`${size} ${colorScheme}: ${id}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`);
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(`${faults} faults, pictures in ${folder}`);
process.exitCode = faults === 0 ? 0 : 1;
