// SPDX-License-Identifier: Apache-2.0
import { addDays, dayMinutes, momentAt } from '../../parts/appointments/wall-clock';
import type { Target } from '../../parts/appointments/move.svelte';
import type { Block } from './blocks';

/** Appointments are moved by quarters of an hour. */
export const quarter = 15;

/** Where a block stands while it is moved. */
export interface Standing {
  day: string;
  top: number;
  bottom: number;
}

const nearest = (minutes: number) => Math.round(minutes / quarter) * quarter;
const within = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

/** An appointment that was lifted from its place, by pointer or by keys, and not put down yet. */
export class Lift {
  block = $state.raw<Block>();
  at = $state.raw<Standing>();
  by = $state<'pointer' | 'keys'>('pointer');
  /** Only its end follows. */
  resizing = $state(false);
  /** Where in the block the pointer holds it, in minutes. */
  #grip = 0;

  /** One that can be moved and lies wholly within its day; others are moved in a dialog. */
  static can({ appointment, held, fromBefore, goesOn }: Block): boolean {
    return appointment.may.reschedule && !held && !fromBefore && !goesOn;
  }

  start(block: Block, day: string, by: 'pointer' | 'keys', { resizing = false, grip = 0 } = {}): void {
    this.block = block;
    this.at = { day, top: block.top, bottom: block.bottom };
    this.by = by;
    this.resizing = resizing;
    this.#grip = grip;
  }

  /** To where the pointer is: a day and a minute in it. */
  drag(day: string, minute: number): void {
    const { block, at } = this;
    if (!block || !at) return;
    if (this.resizing) this.at = { ...at, bottom: within(nearest(minute), at.top + quarter, dayMinutes) };
    else this.at = this.#placed(day, nearest(minute - this.#grip), block.bottom - block.top);
  }

  /** By keys: days, and quarters of an hour. */
  nudge(days: number, quarters: number, resize: boolean): void {
    const { at } = this;
    if (!at) return;
    if (resize) {
      this.resizing = true;
      this.at = { ...at, bottom: within(at.bottom + quarters * quarter, at.top + quarter, dayMinutes) };
    } else {
      this.at = this.#placed(addDays(at.day, days), at.top + quarters * quarter, at.bottom - at.top);
    }
  }

  #placed(day: string, top: number, length: number): Standing {
    const fitting = within(top, 0, dayMinutes - length);
    return { day, top: fitting, bottom: fitting + length };
  }

  /** When it would be if it were put down here; undefined when that is where it was. */
  target(zone: string): Target | undefined {
    const { block, at } = this;
    if (!block || !at) return undefined;
    const moved = momentAt({ day: at.day, minutes: at.top }, zone);
    const isThere = at.top === block.top && at.day === this.#dayOf(block, zone);
    const start = isThere ? block.start : moved;
    const isLonger = at.bottom - at.top !== block.bottom - block.top;
    // As long as before, also when its hour is one of those that the clocks skip or show twice.
    const end = isLonger ? momentAt({ day: at.day, minutes: at.bottom }, zone) : start + (block.end - block.start);
    return start === block.start && end === block.end ? undefined : { start, end };
  }

  #dayOf(block: Block, zone: string): string {
    const day = this.at?.day ?? '';
    const from = momentAt({ day, minutes: 0 }, zone);
    const to = momentAt({ day: addDays(day, 1), minutes: 0 }, zone);
    return block.start >= from && block.start < to ? day : '';
  }

  end(): void {
    this.block = undefined;
    this.at = undefined;
    this.resizing = false;
  }
}
