// SPDX-License-Identifier: Apache-2.0
// Days and times of the agency's clocks, and the moments they stand for. Calendar days are `2026-06-18`; times of the day are
// minutes since midnight as clocks there show them.
import { dateFormat } from '@loggia/ui/format';

const dayMs = 86_400_000;
const minuteMs = 60_000;

export const mostMoments = 3;
/** Viewings are offered from eight in the morning; the last one begins at eight in the evening. */
export const earliest = 8 * 60;
export const latest = 20 * 60;
export const step = 30;
/** As the server has it: nobody plans further. */
const furthestMs = 365 * dayMs;

/** What clocks in the zone show at a moment, as if it were UTC. */
function clocksAt(moment: number, zone: string): number {
  const text = dateFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(moment);
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

export function dayOf(moment: number, zone: string): string {
  return new Date(clocksAt(moment, zone)).toISOString().slice(0, 10);
}

export function minutesOf(moment: number, zone: string): number {
  return Math.floor((clocksAt(moment, zone) % dayMs) / minuteMs);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** Month by month; the last day of a shorter month where the day is missing. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * The moment at which clocks in the zone show this. Undefined when they skip it in spring; of the two in autumn the first.
 */
export function momentAt(day: string, minutes: number, zone: string): number | undefined {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs;
  // How far clocks there are from UTC may differ on the two sides of a change: both are tried.
  const tries = [-1, 1].map((side) => wanted - (clocksAt(wanted + side * dayMs, zone) - (wanted + side * dayMs)));
  const fitting = tries.filter((moment) => clocksAt(moment, zone) === wanted);
  return fitting.length === 0 ? undefined : Math.min(...fitting);
}

/** What one may choose on a day: each half hour that is still to come. */
export function timesOn(day: string, zone: string, now: number): number[] {
  const times: number[] = [];
  for (let minutes = earliest; minutes <= latest; minutes += step) {
    const moment = momentAt(day, minutes, zone);
    if (moment !== undefined && moment > now && moment <= now + furthestMs) times.push(moment);
  }
  return times;
}

/** From the first day with a time left. */
export function firstDay(zone: string, now: number): string {
  const today = dayOf(now, zone);
  return timesOn(today, zone, now).length > 0 ? today : addDays(today, 1);
}

export function lastDay(zone: string, now: number): string {
  return dayOf(now + furthestMs, zone);
}

export type Fault = 'moment_past' | 'moments_equal' | 'moment_too_far';

/** What is wrong with each of the moments, by the server's own rules, so that one hears before sending. */
export function faultsOf(moments: readonly number[], now: number): (Fault | undefined)[] {
  return moments.map((moment, index) => {
    if (moment <= now) return 'moment_past';
    if (moment > now + furthestMs) return 'moment_too_far';
    return moments.indexOf(moment) < index ? 'moments_equal' : undefined;
  });
}

/** Whether clocks here and there differ at any of these moments: then both are named. */
export function zonesDiffer(moments: readonly number[], zone: string, here: string): boolean {
  return moments.some((moment) => clocksAt(moment, zone) !== clocksAt(moment, here));
}
