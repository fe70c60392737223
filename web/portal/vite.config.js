// SPDX-License-Identifier: Apache-2.0
import { defineConfig, mergeConfig } from 'vite';
import { appConfig } from '../build/app-config.js';
import { portalHead } from '../build/portal-head-plugin.js';
import { serviceWorker } from '../build/service-worker-plugin.js';

export default defineConfig(
  mergeConfig(appConfig('portal', 5190), { plugins: [serviceWorker('portal'), portalHead()] }),
);
