// SPDX-License-Identifier: Apache-2.0
// What the clocks of a place show, and back: the calendar is drawn by them, also on the days on which they are changed.

/** A calendar day (`2026-06-18`) and the minutes its clocks show since midnight. */
export interface WallTime {
  day: string;
  minutes: number;
}

/** The clocks jump from `at` minutes by `by` minutes: forward (60) or back (-60). */
export interface ClockChange {
  at: number;
  by: number;
}

export const dayMinutes = 24 * 60;
const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The time a place's clocks show, as if it were UTC. */
function shown(moment: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    // The Swedish form is the one of ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(moment).replace(' ', 'T')}Z`);
}

/** How far the clocks of a place are ahead of UTC, in minutes. */
export function offsetAt(moment: number, zone: string): number {
  const whole = Math.floor(moment / 1000) * 1000;
  return Math.round((shown(whole, zone) - whole) / minute);
}

export function wallTime(moment: string | number | Date, zone: string): WallTime {
  const clocks = new Date(shown(new Date(moment).getTime(), zone)).toISOString();
  return { day: clocks.slice(0, 10), minutes: Number(clocks.slice(11, 13)) * 60 + Number(clocks.slice(14, 16)) };
}

/**
 * The moment at which the clocks show this. What they show twice is the first time; what they leave out lies as much later
 * as they jump. Minutes beyond the day count on into its neighbours.
 */
export function momentAt({ day, minutes }: WallTime, zone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * minute;
  const before = offsetAt(wanted - dayMinutes * minute, zone);
  const after = offsetAt(wanted + dayMinutes * minute, zone);
  const tries = [before, after].map((offset) => wanted - offset * minute);
  const exact = tries.filter((moment) => shown(moment, zone) === wanted);
  return exact.length > 0 ? Math.min(...exact) : wanted - before * minute;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMinutes * minute).toISOString().slice(0, 10);
}

export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function startOfWeek(day: string): string {
  return addDays(day, 1 - weekday(day));
}

/** By ISO 8601: the week belongs to the year of its Thursday. */
export function weekNumber(day: string): number {
  const thursday = addDays(day, 4 - weekday(day));
  const first = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`);
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - first) / (7 * dayMinutes * minute)) + 1;
}

export function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** Whether and when the clocks are changed on a day. */
export function clockChange(day: string, zone: string): ClockChange | undefined {
  let low = momentAt({ day, minutes: 0 }, zone);
  let high = momentAt({ day: addDays(day, 1), minutes: 0 }, zone);
  const before = offsetAt(low, zone);
  const by = offsetAt(high, zone) - before;
  if (by === 0) return undefined;
  while (high - low > minute) {
    const middle = low + Math.floor((high - low) / 2 / minute) * minute;
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return { at: wallTime(high, zone).minutes - by, by };
}
