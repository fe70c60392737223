// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './avatar';

describe('avatar', () => {
  it('takes the first and the last name’s letter', () => {
    expect(initialsOf('Sanne de Wit')).toBe('SW');
    expect(initialsOf('Øyvind')).toBe('Ø');
    expect(initialsOf('Łukasz (Luke) Żak')).toBe('ŁŻ');
    expect(initialsOf('')).toBe('');
  });
  it('keeps the hue of a name', () => {
    expect(hueOf('Sanne de Wit')).toBe(hueOf('Sanne de Wit'));
    for (const name of ['', 'a', 'Marit Vesper', '山田']) expect([1, 2, 3, 4, 5, 6]).toContain(hueOf(name));
  });
});
