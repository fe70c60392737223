// SPDX-License-Identifier: Apache-2.0
// Vite plugin: moves the build's manifest out of dist, which holds only what the server serves, to .cache/<app>-manifest.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../.cache/', import.meta.url));

export function manifestOutside(app) {
  return {
    name: 'loggia-manifest-outside',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const manifest = bundle['.vite/manifest.json'];
        if (manifest === undefined) return;
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}${app}-manifest.json`, manifest.source);
        delete bundle['.vite/manifest.json'];
      },
    },
  };
}
