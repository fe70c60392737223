// SPDX-License-Identifier: Apache-2.0
export { svelteConfig as default } from './build/svelte-config.js';
