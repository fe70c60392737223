// SPDX-License-Identifier: Apache-2.0
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { svelteConfig } from './build/svelte-config.js';

const typeAware = { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] };

export default ts.config(
  { ignores: ['**/dist', '**/node_modules', '.cache', '**/*.generated.ts', '**/generated'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { ...typeAware, parser: ts.parser, svelteConfig } },
  },
  { files: ['packages/**/*.ts', 'portal/**/*.ts', 'crm/**/*.ts'], languageOptions: { parserOptions: typeAware } },
  {
    files: ['packages/**/*.{ts,svelte}', 'portal/src/**/*.{ts,svelte}', 'crm/src/**/*.{ts,svelte}'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // Every link of the two apps stays a plain path: the router intercepts it and adds no helper of its own.
      'svelte/no-navigation-without-resolve': 'off',
      // The router replaces its URLSearchParams as a whole, so the plain class will do.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Only packages/api talks to the network.' }],
    },
  },
  {
    files: ['packages/api/**', 'portal/src/service-worker.ts', 'packages/ui/src/notifications/push-worker.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // The names of slots and props are the documentation; TypeScript already checks undefined names.
    rules: { 'no-undef': 'off', '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
