// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { addMonths, clockChange, momentAt, offsetAt, startOfWeek, wallTime, weekNumber } from './wall-clock';

const amsterdam = 'Europe/Amsterdam';
const at = (text: string) => Date.parse(text);

describe('the clocks of a place', () => {
  it('show the day and the minutes, there and back', () => {
    expect(wallTime('2026-06-18T09:30:00Z', amsterdam)).toEqual({ day: '2026-06-18', minutes: 690 });
    expect(momentAt({ day: '2026-06-18', minutes: 690 }, amsterdam)).toBe(at('2026-06-18T09:30:00Z'));
    expect(wallTime('2026-06-18T23:30:00Z', amsterdam)).toEqual({ day: '2026-06-19', minutes: 90 });
    expect(momentAt({ day: '2026-06-18', minutes: 690 }, 'Asia/Kathmandu')).toBe(at('2026-06-18T05:45:00Z'));
  });

  it('leave an hour out in spring: what would lie in it lies an hour later', () => {
    expect(momentAt({ day: '2026-03-29', minutes: 150 }, amsterdam)).toBe(at('2026-03-29T01:30:00Z'));
    expect(wallTime('2026-03-29T01:30:00Z', amsterdam).minutes).toBe(210);
    expect(clockChange('2026-03-29', amsterdam)).toEqual({ at: 120, by: 60 });
  });

  it('show an hour twice in autumn: the first time counts', () => {
    expect(momentAt({ day: '2026-10-25', minutes: 150 }, amsterdam)).toBe(at('2026-10-25T00:30:00Z'));
    expect(momentAt({ day: '2026-10-25', minutes: 600 }, amsterdam)).toBe(at('2026-10-25T09:00:00Z'));
    expect(clockChange('2026-10-25', amsterdam)).toEqual({ at: 180, by: -60 });
  });

  it('are not changed on other days, nor where nobody does', () => {
    expect(clockChange('2026-06-18', amsterdam)).toBeUndefined();
    expect(clockChange('2026-03-29', 'Asia/Tokyo')).toBeUndefined();
  });

  it('are changed at midnight somewhere, and by half an hour elsewhere', () => {
    expect(clockChange('2026-04-05', 'Australia/Lord_Howe')).toEqual({ at: 120, by: -30 });
    expect(wallTime(momentAt({ day: '2026-03-08', minutes: 0 }, 'America/Havana'), 'America/Havana').minutes).toBe(60);
  });

  it('are ahead of UTC by so much', () => {
    expect(offsetAt(at('2026-06-18T09:30:00Z'), amsterdam)).toBe(120);
    expect(offsetAt(at('2026-01-18T09:30:00Z'), amsterdam)).toBe(60);
    expect(offsetAt(at('2026-01-18T09:30:00Z'), 'America/Sao_Paulo')).toBe(-180);
  });
});

describe('the calendar', () => {
  it('begins its weeks on Monday and counts them by ISO 8601', () => {
    expect(startOfWeek('2026-06-21')).toBe('2026-06-15');
    expect(weekNumber('2026-06-17')).toBe(25);
    expect(weekNumber('2027-01-03')).toBe(53);
    expect(weekNumber('2025-12-29')).toBe(1);
  });

  it('goes from month to month without skipping one', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  });
});
