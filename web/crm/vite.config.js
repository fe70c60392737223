// SPDX-License-Identifier: Apache-2.0
import { defineConfig, mergeConfig } from 'vite';
import { appConfig } from '../build/app-config.js';
import { serviceWorker } from '../build/service-worker-plugin.js';

export default defineConfig(mergeConfig(appConfig('crm', 5191), { plugins: [serviceWorker('crm')] }));
