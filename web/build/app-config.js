// SPDX-License-Identifier: Apache-2.0
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { firstScreenChunk } from './chunks.js';
import { layerOrder } from './layer-order-plugin.js';
import { manifestOutside } from './manifest-plugin.js';
import { messages } from './messages-plugin.js';
import { preloadFont } from './preload-font-plugin.js';
import { svelteConfig } from './svelte-config.js';

/**
 * The Vite configuration both apps share. Assets get absolute, hashed and so immutable addresses under /assets/<app>/.
 * @param {'portal' | 'crm'} app
 * @param {number} port
 * @returns {import('vite').UserConfig}
 */
export function appConfig(app, port) {
  return {
    plugins: [
      messages(app),
      svelte({ ...svelteConfig, configFile: false }),
      preloadFont(),
      layerOrder(),
      manifestOutside(app),
      firstScreenChunk(),
    ],
    build: {
      assetsDir: `assets/${app}`,
      // Nothing inline: the content security policy allows no data: fonts or scripts.
      assetsInlineLimit: 0,
      manifest: true,
      modulePreload: { polyfill: false },
      target: ['chrome123', 'firefox128', 'safari17.5'],
      chunkSizeWarningLimit: 200,
    },
    server: {
      port,
      strictPort: true,
      // The host stays the browser's own: the server compares it with the origin of each request that changes something.
      proxy: { '/api': { target: process.env['LOGGIA_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
    },
  };
}
