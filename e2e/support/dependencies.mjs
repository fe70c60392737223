// SPDX-License-Identifier: Apache-2.0
// The packages of the web workspace; the browser tests have none of their own.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));

export const { chromium } = require('playwright-core');
export const { AxeBuilder } = require('@axe-core/playwright');
