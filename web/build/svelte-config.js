// SPDX-License-Identifier: Apache-2.0
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** One Svelte configuration for both apps, the checker and the linter. Short class names: each stands in style and script. */
export const svelteConfig = {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: { runes: true, cssHash: ({ hash, css }) => `s${hash(css).slice(0, 5)}` },
};
