// SPDX-License-Identifier: Apache-2.0
// Vite plugin: the page asks for the one font of its first screen at once, instead of after the style sheet came.
const font = /hanken-grotesk-latin-wght-normal-.*\.woff2$/;

export function preloadFont() {
  return {
    name: 'loggia-preload-font',
    transformIndexHtml(_html, { bundle }) {
      const file = Object.keys(bundle ?? {}).find((name) => font.test(name));
      if (file === undefined) return [];
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' };
      return [{ tag: 'link', attrs, injectTo: 'head-prepend' }];
    },
  };
}
