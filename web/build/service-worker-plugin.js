// SPDX-License-Identifier: Apache-2.0
// Vite plugin: builds src/service-worker.ts as one script. The portal's lies beside index.html and knows the files of the first
// screen; the CRM's lies below /crm/, where its scope is.
import { createHash } from 'node:crypto';

const name = 'service-worker';
const places = { portal: `${name}.js`, crm: `crm/${name}.js` };

/** @param {'portal' | 'crm'} app */
export function serviceWorker(app) {
  return {
    name: 'loggia-service-worker',
    apply: 'build',
    enforce: 'post',
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: 'index.html', [name]: `src/${name}.ts` },
          output: {
            entryFileNames: (chunk) => (chunk.name === name ? places[app] : `assets/${app}/[name]-[hash].js`),
          },
        },
      },
    }),
    generateBundle(_options, bundle) {
      if (app !== 'portal') return;
      const worker = bundle[places[app]];
      const first = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk !== worker);
      const files = firstScreen(bundle, first).map((file) => `/${file}`);
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
      worker.code = `const shellFiles = ${JSON.stringify(files)}; const shellVersion = '${version}';\n${worker.code}`;
    },
  };
}

/** The entry, what it imports at once, their styles, and the fonts that those may ask for. */
function firstScreen(bundle, entry) {
  const files = new Set();
  const visit = (chunk) => {
    if (!chunk || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const imported of chunk.imports) visit(bundle[imported]);
  };
  visit(entry);
  for (const file of Object.keys(bundle)) if (/-latin-wght-normal-.*\.woff2$/.test(file)) files.add(file);
  return [...files].sort();
}
