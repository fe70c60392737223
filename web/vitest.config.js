// SPDX-License-Identifier: Apache-2.0
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { messages } from './build/messages-plugin.js';
import { svelteConfig } from './build/svelte-config.js';

export default defineConfig({
  plugins: [messages('crm'), svelte({ ...svelteConfig, configFile: false })],
  resolve: { conditions: ['browser'] },
  test: { include: ['**/*.test.ts'], environment: 'node' },
});
