// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

const files = import.meta.glob<string>(
  ['../../../{portal,crm}/src/**/*.svelte', '../../../packages/*/src/**/*.svelte', './**/*.svelte'],
  { query: '?raw', import: 'default', eager: true },
);
const filesWith = (pattern: RegExp) => Object.keys(files).filter((file) => pattern.test(files[file] ?? ''));

describe('markup', () => {
  it('has no style attributes, which the content security policy forbids', () => {
    expect(Object.keys(files).length).toBeGreaterThan(50);
    expect(filesWith(/\sstyle="/)).toEqual([]);
  });

  it('renders no HTML from text', () => {
    expect(filesWith(/\{@html/)).toEqual([]);
  });

  it('uses texts of its own app only', () => {
    const strangers = (app: string, namespace: string) =>
      filesWith(new RegExp(`t\\('${namespace}\\.`)).filter((file) => file.includes(`/${app}/src/`));
    expect(strangers('portal', '(crm|activity)')).toEqual([]);
    expect(strangers('crm', 'portal')).toEqual([]);
  });
});
