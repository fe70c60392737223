// SPDX-License-Identifier: Apache-2.0
// What the calendar shows: a day, a week or a month, and whose.
import { addDays, addMonths, daysFrom, startOfWeek } from '../../parts/appointments/wall-clock';

export const views = ['day', 'week', 'month'] as const;
export type View = (typeof views)[number];

export interface Shown {
  view: View;
  /** A calendar day in it. */
  day: string;
  /** Ids of staff; everybody's when there are none. */
  owners: readonly string[];
}

/** Outside of these hours, and at the weekend, the day is shaded. */
export const workingHours = { from: 8 * 60, to: 19 * 60 };

export function readShown(query: URLSearchParams, today: string): Shown {
  const view = views.find((each) => each === query.get('view')) ?? 'week';
  const day = query.get('day') ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return { view, day: isDay ? day : today, owners: query.getAll('owner') };
}

/** The address of it within the app; what goes without saying is left out. */
export function shownPath({ view, day, owners }: Shown, today: string): string {
  const query = new URLSearchParams();
  if (view !== 'week') query.set('view', view);
  if (day !== today) query.set('day', day);
  for (const owner of owners) query.append('owner', owner);
  const tail = query.toString();
  return `/calendar${tail === '' ? '' : `?${tail}`}`;
}

/** The days on screen: of a month its whole weeks. */
export function daysOf(view: View, day: string): string[] {
  if (view === 'day') return [day];
  if (view === 'week') return daysFrom(startOfWeek(day), 7);
  const first = startOfWeek(`${day.slice(0, 7)}-01`);
  const last = addDays(`${addMonths(day, 1).slice(0, 7)}-01`, -1);
  const weeks = Math.ceil((Date.parse(last) - Date.parse(first) + 86_400_000) / (7 * 86_400_000));
  return daysFrom(first, weeks * 7);
}

/** The day to show when one leafs on or back. */
export function leaf(view: View, day: string, step: 1 | -1): string {
  if (view === 'month') return addMonths(day, step);
  return addDays(day, view === 'week' ? 7 * step : step);
}
