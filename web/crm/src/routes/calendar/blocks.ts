// SPDX-License-Identifier: Apache-2.0
// Where appointments stand in a day's column: from which minute of its clocks to which, and beside which others.
import type { Appointment } from '@loggia/api/crm-types';
import { addDays, dayMinutes, momentAt, wallTime } from '../../parts/appointments/wall-clock';

/** An hour is held for each moment of a request. */
export const heldMinutes = 60;
/** What is shorter, as a deadline is, is drawn as long as this, so that its words can be read. */
export const shortest = 25;
const minute = 60_000;

/** Epoch milliseconds. */
export interface Span {
  start: number;
  end: number;
}

export interface Block extends Span {
  /** Of this block: a request has one for each of its moments. */
  key: string;
  appointment: Appointment;
  /** One of the moments a request asks for. */
  held: boolean;
  /** Minutes of the day's clocks, as it is drawn. */
  top: number;
  bottom: number;
  /** Its place among `lanes` that lie side by side. */
  lane: number;
  lanes: number;
  /** It began on an earlier day; it goes on on a later one. */
  fromBefore: boolean;
  goesOn: boolean;
}

/** Each time an appointment takes or holds. What is over without having taken place takes none. */
export function spansOf(appointment: Appointment): Span[] {
  const { status, starts_at: starts, ends_at: ends, preferred } = appointment;
  if (status === 'pending')
    return preferred.map((moment) => ({ start: Date.parse(moment), end: Date.parse(moment) + heldMinutes * minute }));
  if (!starts || (status !== 'confirmed' && status !== 'completed')) return [];
  return [{ start: Date.parse(starts), end: ends ? Date.parse(ends) : Date.parse(starts) }];
}

export function touches(span: Span, from: number, to: number): boolean {
  return span.start < to && (span.end > from || (span.end === span.start && span.start >= from));
}

/** The blocks of one day, the earliest first, those that overlap side by side. */
export function blocksOf(appointments: readonly Appointment[], day: string, zone: string): Block[] {
  const from = momentAt({ day, minutes: 0 }, zone);
  const to = momentAt({ day: addDays(day, 1), minutes: 0 }, zone);
  const blocks = appointments.flatMap((appointment) =>
    spansOf(appointment).flatMap((span, index): Block[] => {
      if (!touches(span, from, to)) return [];
      const fromBefore = span.start < from;
      const goesOn = span.end > to;
      const top = Math.min(fromBefore ? 0 : wallTime(span.start, zone).minutes, dayMinutes - shortest);
      const shownEnd = span.end >= to ? dayMinutes : wallTime(span.end, zone).minutes;
      // Across the hour that comes twice the clocks may show an end that is no later than the beginning.
      const end = shownEnd > top || span.end <= span.start ? shownEnd : top + (span.end - span.start) / minute;
      const bottom = Math.min(Math.max(end, top + shortest), dayMinutes);
      const held = appointment.status === 'pending';
      return [
        {
          ...span,
          key: `${appointment.id}-${index}`,
          appointment,
          held,
          top,
          bottom,
          lane: 0,
          lanes: 1,
          fromBefore,
          goesOn,
        },
      ];
    }),
  );
  return sideBySide(blocks.sort((one, other) => one.top - other.top || other.bottom - one.bottom));
}

/** Gives blocks that overlap lanes of their own; those that touch one another share the width among them. */
function sideBySide(blocks: Block[]): Block[] {
  let group: Block[] = [];
  let groupEnd = -1;
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane)) + 1;
    for (const block of group) block.lanes = lanes;
    group = [];
  };
  for (const block of blocks) {
    if (block.top >= groupEnd) close();
    const taken = new Set(group.filter(({ bottom }) => bottom > block.top).map(({ lane }) => lane));
    while (taken.has(block.lane)) block.lane += 1;
    group.push(block);
    groupEnd = Math.max(groupEnd, block.bottom);
  }
  close();
  return blocks;
}
