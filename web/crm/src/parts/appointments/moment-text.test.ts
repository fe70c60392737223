// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { draftOf, nextHour, readClock, readEnd, readMoment } from './moment-text';

const amsterdam = 'Europe/Amsterdam';

it('reads a moment by the clocks of the organization and writes it back', () => {
  const moment = Date.parse('2026-06-18T09:30:00Z');
  expect(draftOf(moment, amsterdam)).toEqual({ day: '2026-06-18', time: '11:30' });
  expect(readMoment({ day: '2026-06-18', time: '11:30' }, amsterdam)).toBe(moment);
});

it('reads nothing from what is no moment yet', () => {
  expect(readMoment({ day: '', time: '11:30' }, amsterdam)).toBeUndefined();
  expect(readMoment({ day: '2026-06-18', time: '' }, amsterdam)).toBeUndefined();
  expect(readClock('25:00')).toBeUndefined();
});

it('lets an appointment end after midnight', () => {
  const start = readMoment({ day: '2026-06-18', time: '22:30' }, amsterdam) ?? 0;
  expect(readEnd('2026-06-18', '23:30', start, amsterdam)).toBe(Date.parse('2026-06-18T21:30:00Z'));
  expect(readEnd('2026-06-18', '00:30', start, amsterdam)).toBe(Date.parse('2026-06-18T22:30:00Z'));
});

it('begins at the next full hour', () => {
  expect(nextHour(Date.parse('2026-06-18T09:30:00Z'), amsterdam)).toBe(Date.parse('2026-06-18T10:00:00Z'));
  expect(nextHour(Date.parse('2026-06-18T21:10:00Z'), amsterdam)).toBe(Date.parse('2026-06-18T22:00:00Z'));
});
