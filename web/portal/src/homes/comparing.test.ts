// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, it, vi } from 'vitest';
import { Comparing, idsIn } from './comparing.svelte';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

it('holds three homes at most, and remembers them', () => {
  const homes = new Comparing();
  expect(['a', 'b', 'c', 'd'].map((id) => homes.toggle(id))).toEqual([true, true, true, false]);
  expect(homes.path).toBe('/compare?homes=a,b,c');
  expect(homes.toggle('b')).toBe(true);
  expect(new Comparing().ids).toEqual(['a', 'c']);
});

it('reads addresses with care', () => {
  expect(idsIn(null)).toEqual([]);
  expect(idsIn('a,a,,b,../c,d,e')).toEqual(['a', 'b', 'd']);
});
