// SPDX-License-Identifier: Apache-2.0
// Moments of viewings in words, by the agency's clocks and, where they differ, by those of the device.
import type { Appointment } from '@loggia/api/portal-types';
import { dateFormat } from '@loggia/ui/format';
import { relativeDay, daysFromNow, time, type Moment } from '@loggia/ui/formats';
import { i18n } from '@loggia/ui/i18n';

export const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In the agency's time zone. */
export function inZone(moment: Moment, options: Intl.DateTimeFormatOptions, zone = i18n.timeZone): string {
  return dateFormat(i18n.locale, { ...options, timeZone: zone }).format(new Date(moment));
}

/** `Thu 18 June`, with the year when it is another one. */
export function shortDay(moment: Moment, zone = i18n.timeZone): string {
  return inZone(moment, { weekday: 'short', day: 'numeric', month: 'long', year: yearOf(moment) }, zone);
}

/** `Thursday 18 June` */
export function longDay(moment: Moment): string {
  return inZone(moment, { weekday: 'long', day: 'numeric', month: 'long', year: yearOf(moment) });
}

function yearOf(moment: Moment): 'numeric' | undefined {
  return inZone(moment, { year: 'numeric' }) === inZone(Date.now(), { year: 'numeric' }) ? undefined : 'numeric';
}

/** `Thu 18 June, 11:30` */
export function momentWords(moment: Moment): string {
  return `${shortDay(moment)}, ${time(moment)}`;
}

/** `Thu 18 June, 10:30` on the clocks of the device. */
export function deviceWords(moment: Moment): string {
  return `${shortDay(moment, deviceZone)}, ${inZone(moment, { hour: '2-digit', minute: '2-digit' }, deviceZone)}`;
}

/** `Central European Time`, in the reader's language. */
export function zoneName(zone = i18n.timeZone): string {
  const format = dateFormat(i18n.locale, { timeZone: zone, timeZoneName: 'longGeneric' });
  return format.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** `10:00–11:00`, or the beginning alone. */
export function timesOf({ starts_at, ends_at }: Pick<Appointment, 'starts_at' | 'ends_at'>): string {
  if (!starts_at) return '';
  return ends_at ? `${time(starts_at)}–${time(ends_at)}` : time(starts_at);
}

/** `Tomorrow, 10:00–11:00`, else with the date. */
export function whenOf(appointment: Appointment): string {
  const { starts_at: at } = appointment;
  if (!at) return '';
  const day = Math.abs(daysFromNow(at)) <= 1 ? relativeDay(at) : shortDay(at);
  return `${day}, ${timesOf(appointment)}`;
}

export function placeOf({ property_street, property_town, location }: Appointment): string {
  return [property_street, property_town].filter(Boolean).join(', ') || (location ?? '');
}
