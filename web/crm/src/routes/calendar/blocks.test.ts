// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Appointment } from '@loggia/api/crm-types';
import { blocksOf, shortest, spansOf } from './blocks';

const amsterdam = 'Europe/Amsterdam';
let made = 0;

function appointment(starts: string, ends: string | null, more: Partial<Appointment> = {}): Appointment {
  made += 1;
  return {
    id: `a${made}`,
    type: 'viewing',
    status: 'confirmed',
    preferred: [],
    starts_at: starts,
    ends_at: ends,
    ...more,
  } as Appointment;
}
const request = (...preferred: string[]) => appointment('', null, { status: 'pending', starts_at: null, preferred });
const places = (appointments: Appointment[], day: string) =>
  blocksOf(appointments, day, amsterdam).map(({ top, bottom, lane, lanes }) => [top, bottom, lane, lanes]);

describe('a day in the calendar', () => {
  it('has what begins, ends or goes on in it, by the clocks of the place', () => {
    const viewing = appointment('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z');
    expect(places([viewing], '2026-06-18')).toEqual([[600, 660, 0, 1]]);
    expect(places([viewing], '2026-06-17')).toEqual([]);
    const long = appointment('2026-06-17T20:00:00Z', '2026-06-19T06:00:00Z');
    const [first, second, third] = ['2026-06-17', '2026-06-18', '2026-06-19'].map(
      (day) => blocksOf([long], day, amsterdam)[0],
    );
    expect([first?.top, first?.bottom, first?.goesOn, first?.fromBefore]).toEqual([22 * 60, 1440, true, false]);
    expect([second?.top, second?.bottom, second?.goesOn, second?.fromBefore]).toEqual([0, 1440, true, true]);
    expect([third?.top, third?.bottom, third?.goesOn, third?.fromBefore]).toEqual([0, 480, false, true]);
  });

  it('has a block for each moment a request holds, and none for what does not take place', () => {
    expect(
      places([request('2026-06-18T08:00:00Z', '2026-06-18T14:00:00Z', '2026-06-19T08:00:00Z')], '2026-06-18'),
    ).toEqual([
      [600, 660, 0, 1],
      [960, 1020, 0, 1],
    ]);
    const cancelled = appointment('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z', { status: 'cancelled' });
    expect(spansOf(cancelled)).toEqual([]);
  });

  it('shows a deadline, which takes no time, long enough to be read', () => {
    const deadline = appointment('2026-06-18T15:00:00Z', null, { type: 'deadline' });
    expect(places([deadline], '2026-06-18')).toEqual([[1020, 1020 + shortest, 0, 1]]);
    expect(places([appointment('2026-06-17T22:00:00Z', null)], '2026-06-18')).toEqual([[0, shortest, 0, 1]]);
    expect(places([appointment('2026-06-18T21:59:00Z', null)], '2026-06-18')).toEqual([[1440 - shortest, 1440, 0, 1]]);
  });

  it('puts side by side what overlaps, and gives the rest the whole width', () => {
    const morning = appointment('2026-06-18T07:00:00Z', '2026-06-18T09:00:00Z');
    const within = appointment('2026-06-18T07:30:00Z', '2026-06-18T08:00:00Z');
    const next = appointment('2026-06-18T08:00:00Z', '2026-06-18T09:30:00Z');
    const after = appointment('2026-06-18T09:30:00Z', '2026-06-18T10:00:00Z');
    expect(places([after, next, within, morning], '2026-06-18')).toEqual([
      [540, 660, 0, 2],
      [570, 600, 1, 2],
      [600, 690, 1, 2],
      [690, 720, 0, 1],
    ]);
  });

  it('has the true times on the days on which the clocks are changed', () => {
    expect(places([appointment('2026-03-29T08:00:00Z', '2026-03-29T09:00:00Z')], '2026-03-29')).toEqual([
      [600, 660, 0, 1],
    ]);
    expect(places([appointment('2026-03-28T09:00:00Z', '2026-03-28T10:00:00Z')], '2026-03-28')).toEqual([
      [600, 660, 0, 1],
    ]);
    // From half past one to half past three there is an hour only.
    expect(places([appointment('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')], '2026-03-29')).toEqual([
      [90, 210, 0, 1],
    ]);
    // From half past two to half past two an hour passes.
    expect(places([appointment('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')], '2026-10-25')).toEqual([
      [150, 210, 0, 1],
    ]);
    expect(places([appointment('2026-10-25T22:00:00Z', '2026-10-25T23:00:00Z')], '2026-10-25')).toEqual([
      [1380, 1440, 0, 1],
    ]);
  });
});
