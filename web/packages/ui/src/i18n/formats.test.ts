// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import * as formats from './formats';
import { i18n } from './i18n.svelte';

const now = '2026-06-18T10:00:00Z';

describe('formats', () => {
  beforeEach(() => {
    i18n.language = 'en';
    i18n.timeZone = 'Europe/Amsterdam';
  });

  it('writes amounts from minor units, as many as the currency has', () => {
    expect(formats.money(230_000, 'EUR')).toBe('€2,300.00');
    expect(formats.money(230_000, 'JPY')).toBe('JP¥230,000');
    i18n.language = 'nl';
    expect(formats.money(128_500_050, 'EUR')).toBe('€\u00a01.285.000,50');
  });

  it('leaves out cents from whole prices only', () => {
    expect(formats.price(128_500_000, 'EUR')).toBe('€1,285,000');
    expect(formats.price(128_500_050, 'EUR')).toBe('€1,285,000.50');
    i18n.language = 'es';
    expect(formats.price(100_000, 'EUR')).toBe('1.000\u00a0€');
  });

  it('writes areas', () => {
    i18n.language = 'de';
    expect(formats.area(1286.5)).toBe('1.286,5 m²');
  });

  it('writes dates and times in the organization’s time zone', () => {
    expect(formats.time('2026-06-18T09:30:00Z')).toBe('11:30');
    expect(formats.date('2026-06-18T22:30:00Z', now)).toBe('19 June');
    expect(formats.date('2025-12-31T22:30:00Z', now)).toBe('31 December 2025');
    expect(formats.dateTime('2026-06-18T09:30:00Z', now)).toBe('Thu 18 June at 11:30');
  });

  it('knows when a day begins in the organization’s time zone', () => {
    expect(formats.startOfDay('2026-06-18').toISOString()).toBe('2026-06-17T22:00:00.000Z');
    // The days on which the clocks change, and those after them.
    expect(formats.startOfDay('2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(formats.startOfDay('2026-03-30').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(formats.startOfDay('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect(formats.startOfDay('2026-10-26').toISOString()).toBe('2026-10-25T23:00:00.000Z');
    i18n.timeZone = 'America/Santiago';
    // Here the day of the change begins at one o'clock.
    expect(formats.startOfDay('2026-09-06').toISOString()).toBe('2026-09-06T04:00:00.000Z');
    expect(formats.startOfDay('2026-04-05').toISOString()).toBe('2026-04-05T04:00:00.000Z');
    i18n.timeZone = 'Pacific/Auckland';
    expect(formats.startOfDay('2026-06-18').toISOString()).toBe('2026-06-17T12:00:00.000Z');
  });

  it('names today and its neighbours', () => {
    expect(formats.relativeDay('2026-06-18T21:59:00Z', now)).toBe('Today');
    expect(formats.relativeDay('2026-06-18T22:01:00Z', now)).toBe('Tomorrow');
    expect(formats.relativeDay('2026-06-16T22:01:00Z', now)).toBe('Yesterday');
    expect(formats.relativeDay('2026-06-10T10:00:00Z', now)).toBe('10 June');
    expect(formats.recent('2026-06-18T09:30:00Z', now)).toBe('Today 11:30');
    i18n.language = 'nl';
    expect(formats.relativeDay('2026-06-18T09:30:00Z', now)).toBe('Vandaag');
  });
});
