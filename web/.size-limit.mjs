// SPDX-License-Identifier: Apache-2.0
// Budgets in gzip bytes. What belongs to a page is read from the manifest of the build, so hashes in names do not matter.
import { readFileSync } from 'node:fs';

/** The files of a module and of what it imports at once. */
function filesOf(manifest, key, ending, found = new Set()) {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, ending, found);
  return found;
}

function budgets(app) {
  const manifest = JSON.parse(readFileSync(`.cache/${app}-manifest.json`, 'utf8'));
  const paths = (keys, ending, without = []) =>
    [...new Set(keys.flatMap((key) => [...filesOf(manifest, key)]))]
      .filter((file) => file.endsWith(ending) && !without.includes(file))
      .map((file) => `${app}/dist/${file}`);
  const pages = Object.keys(manifest).filter((key) => /^src\/routes\/.*Page\.svelte$/.test(key));
  const english = Object.keys(manifest).find((key) => key.endsWith('loggia-messages/en-first'));
  const shell = ['index.html', english];
  return { manifest, paths, pages, shell };
}

const portal = budgets('portal');
const crm = budgets('crm');
const home = portal.pages.filter((key) => key.includes('/HomePage'));
const shellFiles = [...filesOf(portal.manifest, 'index.html')];
const limits = { gzip: true, brotli: false };

export default [
  {
    name: 'portal: first screen, scripts',
    path: portal.paths([...portal.shell, ...home], '.js'),
    limit: '40 kB',
    ...limits,
  },
  {
    name: 'portal: first screen, styles',
    path: portal.paths([...portal.shell, ...home], '.css'),
    limit: '6 kB',
    ...limits,
  },
  ...portal.pages.map((page) => ({
    name: `portal: ${page.replace(/.*\//, '').replace('.svelte', '')}`,
    path: portal.paths([page], '.js', shellFiles),
    limit: '25 kB',
    ...limits,
  })),
  { name: 'crm: shell, scripts', path: crm.paths(crm.shell, '.js'), limit: '90 kB', ...limits },
];
