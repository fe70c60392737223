// SPDX-License-Identifier: Apache-2.0
// Moments as they stand in fields: a day and a time of the organization's clocks.
import { i18n } from '@loggia/ui/i18n';
import { dayMinutes, momentAt, wallTime } from './wall-clock';

export interface MomentDraft {
  day: string;
  time: string;
}

/** `11:30` */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes since midnight; undefined for what is no time. */
export function readClock(time: string): number | undefined {
  const parts = /^(\d{2}):(\d{2})(:\d{2})?$/.exec(time);
  const minutes = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Number.NaN;
  return minutes < dayMinutes ? minutes : undefined;
}

export function draftOf(moment: string | number, zone = i18n.timeZone): MomentDraft {
  const { day, minutes } = wallTime(moment, zone);
  return { day, time: clockText(minutes) };
}

/** Epoch milliseconds; undefined while the draft is none. */
export function readMoment({ day, time }: MomentDraft, zone = i18n.timeZone): number | undefined {
  const minutes = readClock(time);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && minutes !== undefined ? momentAt({ day, minutes }, zone) : undefined;
}

/** When something that begins then ends by a clock; past midnight when it shows an earlier time. */
export function readEnd(day: string, time: string, start: number, zone = i18n.timeZone): number | undefined {
  const end = readMoment({ day, time }, zone);
  if (end === undefined || end > start) return end;
  const minutes = readClock(time);
  return minutes === undefined ? undefined : momentAt({ day, minutes: minutes + dayMinutes }, zone);
}

/** The next full hour from a moment on. */
export function nextHour(moment: number, zone = i18n.timeZone): number {
  const { day, minutes } = wallTime(moment, zone);
  return momentAt({ day, minutes: (Math.floor(minutes / 60) + 1) * 60 }, zone);
}
