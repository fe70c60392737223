// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';
import { appConfig } from '../build/app-config.js';

export default defineConfig(appConfig('crm', 5191));
