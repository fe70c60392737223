// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/crm-types';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks';
import { Lift } from './lift.svelte';

const amsterdam = 'Europe/Amsterdam';
const at = (text: string) => Date.parse(text);

function lifted(starts: string, ends: string | null, day: string, grip = 0, resizing = false): Lift {
  const appointment = {
    id: 'a1',
    status: 'confirmed',
    preferred: [],
    starts_at: starts,
    ends_at: ends,
  } as unknown as Appointment;
  const [block] = blocksOf([appointment], day, amsterdam);
  const lift = new Lift();
  if (block) lift.start(block, day, 'pointer', { grip, resizing });
  return lift;
}

describe('an appointment that was lifted', () => {
  it('stays where it was until it is moved', () => {
    const lift = lifted('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z', '2026-06-18');
    expect(lift.target(amsterdam)).toBeUndefined();
    lift.drag('2026-06-18', 604);
    expect(lift.target(amsterdam)).toBeUndefined();
  });

  it('follows the pointer in quarters of an hour, as long as it was, within the day', () => {
    const lift = lifted('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z', '2026-06-18', 20);
    lift.drag('2026-06-19', 20 + 698);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-06-19T09:45:00Z'), end: at('2026-06-19T10:45:00Z') });
    lift.drag('2026-06-19', 1439);
    expect(lift.at).toEqual({ day: '2026-06-19', top: 1380, bottom: 1440 });
  });

  it('gets another end, a quarter of an hour at least', () => {
    const lift = lifted('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z', '2026-06-18', 0, true);
    lift.drag('2026-06-20', 707);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-06-18T08:00:00Z'), end: at('2026-06-18T09:45:00Z') });
    lift.drag('2026-06-18', 0);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-06-18T08:00:00Z'), end: at('2026-06-18T08:15:00Z') });
  });

  it('goes by keys from day to day and by quarters', () => {
    const lift = lifted('2026-06-18T08:00:00Z', '2026-06-18T09:00:00Z', '2026-06-18');
    lift.nudge(1, 0, false);
    lift.nudge(0, -2, false);
    lift.nudge(0, 1, true);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-06-19T07:30:00Z'), end: at('2026-06-19T08:45:00Z') });
  });

  it('keeps its length over a change of the clocks', () => {
    const lift = lifted('2026-03-28T00:30:00Z', '2026-03-28T02:30:00Z', '2026-03-28');
    lift.nudge(1, 0, false);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-03-29T00:30:00Z'), end: at('2026-03-29T02:30:00Z') });
  });

  it('keeps a deadline without a length', () => {
    const lift = lifted('2026-06-18T15:00:00Z', null, '2026-06-18');
    lift.nudge(1, 1, false);
    expect(lift.target(amsterdam)).toEqual({ start: at('2026-06-19T15:15:00Z'), end: at('2026-06-19T15:15:00Z') });
  });
});
