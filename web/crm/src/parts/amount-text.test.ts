// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readAmount } from './amount-text';

describe('an amount that was typed', () => {
  it('is understood with any thousands separator', () => {
    for (const text of ['865000', '865.000', '865,000', '€ 865 000', '865 000 EUR'])
      expect(readAmount(text, 'EUR')).toBe(86_500_000);
    expect(readAmount('1.100.000', 'EUR')).toBe(110_000_000);
  });

  it('has a fraction of one or two digits', () => {
    expect(readAmount('1,250.5', 'EUR')).toBe(125_050);
    expect(readAmount('1.250,75', 'EUR')).toBe(125_075);
  });

  it('follows the currency', () => expect(readAmount('1500', 'JPY')).toBe(1500));

  it('is null when empty and undefined when it is none', () => {
    expect(readAmount('  ', 'EUR')).toBeNull();
    for (const text of ['about a million', '-5', '€']) expect(readAmount(text, 'EUR')).toBeUndefined();
  });
});
