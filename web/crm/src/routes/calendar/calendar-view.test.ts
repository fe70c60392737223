// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { daysOf, leaf, readShown, shownPath } from './calendar-view';

const today = '2026-06-17';

describe('what the calendar shows', () => {
  it('is this week of everybody unless the address says otherwise', () => {
    expect(readShown(new URLSearchParams(), today)).toEqual({ view: 'week', day: today, owners: [] });
    expect(shownPath({ view: 'week', day: today, owners: [] }, today)).toBe('/calendar');
    const path = shownPath({ view: 'month', day: '2026-07-01', owners: ['u1', 'u2'] }, today);
    expect(path).toBe('/calendar?view=month&day=2026-07-01&owner=u1&owner=u2');
    const query = new URLSearchParams(path.split('?')[1]);
    expect(readShown(query, today)).toEqual({ view: 'month', day: '2026-07-01', owners: ['u1', 'u2'] });
  });

  it('is this week also where the address makes no sense', () => {
    expect(readShown(new URLSearchParams('view=year&day=2026-13-45'), today)).toEqual({
      view: 'week',
      day: today,
      owners: [],
    });
  });

  it('has the whole weeks of a month', () => {
    expect(daysOf('day', today)).toEqual([today]);
    expect(daysOf('week', today)).toHaveLength(7);
    expect(daysOf('week', today)[0]).toBe('2026-06-15');
    const june = daysOf('month', today);
    expect([june[0], june.at(-1), june.length]).toEqual(['2026-06-01', '2026-07-05', 35]);
    const february = daysOf('month', '2027-02-10');
    expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28]);
    const august = daysOf('month', '2026-08-31');
    expect([august[0], august.at(-1), august.length]).toEqual(['2026-07-27', '2026-09-06', 42]);
  });

  it('leafs by as much as it shows', () => {
    expect(leaf('day', today, 1)).toBe('2026-06-18');
    expect(leaf('week', today, -1)).toBe('2026-06-10');
    expect(leaf('month', '2026-01-31', 1)).toBe('2026-02-28');
  });
});
