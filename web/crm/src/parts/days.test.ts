// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { daysText, readDays } from './days';

it('reads days as people type them', () => {
  expect(readDays(' 30 ')).toBe(30);
  expect(readDays('3650')).toBe(3650);
  expect(readDays('')).toBeNull();
  for (const text of ['0', '3651', '-1', '1.5', 'ten', '1e3']) expect(readDays(text)).toBeUndefined();
  expect(daysText(30)).toBe('30');
  expect(daysText(null)).toBe('');
});
