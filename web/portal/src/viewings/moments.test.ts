// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import * as moments from './moments';

const madrid = 'Europe/Madrid';
const iso = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString());

describe('moments', () => {
  it('are what the agency’s clocks show, in winter and in summer', () => {
    expect(iso(moments.momentAt('2026-01-15', 11 * 60 + 30, madrid))).toBe('2026-01-15T10:30:00.000Z');
    expect(iso(moments.momentAt('2026-06-18', 11 * 60 + 30, madrid))).toBe('2026-06-18T09:30:00.000Z');
  });

  it('keep the hour across the days on which clocks change', () => {
    // 29 March and 25 October 2026.
    for (const [day, utc] of [
      ['2026-03-28', '09:00'],
      ['2026-03-29', '08:00'],
      ['2026-03-30', '08:00'],
      ['2026-10-24', '08:00'],
      ['2026-10-25', '09:00'],
      ['2026-10-26', '09:00'],
    ] as const) {
      const moment = moments.momentAt(day, 10 * 60, madrid);
      expect(iso(moment)).toBe(`${day}T${utc}:00.000Z`);
      expect(moments.dayOf(moment ?? 0, madrid)).toBe(day);
      expect(moments.minutesOf(moment ?? 0, madrid)).toBe(10 * 60);
    }
  });

  it('do not exist where clocks skip them, and are the first where clocks show them twice', () => {
    expect(moments.momentAt('2026-03-29', 2 * 60 + 30, madrid)).toBeUndefined();
    expect(iso(moments.momentAt('2026-10-25', 2 * 60 + 30, madrid))).toBe('2026-10-25T00:30:00.000Z');
    // A zone that changes by half an hour, and one far ahead of UTC.
    expect(iso(moments.momentAt('2026-10-04', 9 * 60, 'Australia/Lord_Howe'))).toBe('2026-10-03T22:00:00.000Z');
    expect(iso(moments.momentAt('2026-06-18', 9 * 60, 'Pacific/Auckland'))).toBe('2026-06-17T21:00:00.000Z');
  });

  it('are offered from eight to eight, by the half hour, none of them past', () => {
    const now = Date.parse('2026-06-18T16:40:00Z'); // 18:40 there
    expect(moments.timesOn('2026-06-18', madrid, now).map(iso)).toEqual([
      '2026-06-18T17:00:00.000Z',
      '2026-06-18T17:30:00.000Z',
      '2026-06-18T18:00:00.000Z',
    ]);
    expect(moments.timesOn('2026-06-19', madrid, now)).toHaveLength(25);
    expect(moments.timesOn('2026-06-17', madrid, now)).toEqual([]);
  });

  it('begin tomorrow when today is over, by the agency’s day', () => {
    expect(moments.firstDay(madrid, Date.parse('2026-06-18T17:59:00Z'))).toBe('2026-06-18');
    expect(moments.firstDay(madrid, Date.parse('2026-06-18T18:00:00Z'))).toBe('2026-06-19');
    // Already the 19th there.
    expect(moments.firstDay(madrid, Date.parse('2026-06-18T22:30:00Z'))).toBe('2026-06-19');
  });

  it('end after a year', () => {
    const now = Date.parse('2026-06-18T10:00:00Z');
    const last = moments.lastDay(madrid, now);
    expect(last).toBe('2027-06-18');
    expect(moments.timesOn(last, madrid, now).length).toBeGreaterThan(0);
    expect(moments.timesOn(moments.addDays(last, 1), madrid, now)).toEqual([]);
  });

  it('are refused when past, equal or too far', () => {
    const now = Date.parse('2026-06-18T10:00:00Z');
    const hour = 3_600_000;
    expect(moments.faultsOf([now + hour, now + hour, now, now + 9000 * hour], now)).toEqual([
      undefined,
      'moments_equal',
      'moment_past',
      'moment_too_far',
    ]);
  });

  it('show two clocks only where they differ at that moment', () => {
    const summer = Date.parse('2026-06-18T09:30:00Z');
    expect(moments.zonesDiffer([summer], madrid, 'Europe/Amsterdam')).toBe(false);
    expect(moments.zonesDiffer([summer], madrid, 'Europe/London')).toBe(true);
    const winter = Date.parse('2026-01-15T12:00:00Z');
    expect(moments.zonesDiffer([winter], 'Europe/London', 'UTC')).toBe(false);
    expect(moments.zonesDiffer([winter, summer], 'Europe/London', 'UTC')).toBe(true);
  });
});

describe('days', () => {
  it('follow each other', () => {
    expect(moments.addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(moments.addDays('2026-03-29', -1)).toBe('2026-03-28');
    expect(moments.addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(moments.addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(moments.addMonths('2026-11-15', 2)).toBe('2027-01-15');
    expect(moments.weekdayOf('2026-06-18')).toBe(4);
    expect(moments.weekdayOf('2026-06-21')).toBe(7);
  });
});
