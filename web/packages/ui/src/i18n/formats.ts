// SPDX-License-Identifier: Apache-2.0
// Numbers, amounts, dates and times in the reader's language and the organization's time zone. Times come as RFC 3339.
import { dateFormat, numberFormat } from './format';
import { i18n } from './i18n.svelte';

export type Moment = string | number | Date;

/** An amount in minor units with its currency, cents always shown: `€2,300.00`. For bills and lines. */
export function money(minorUnits: number, currency: string): string {
  return amount(minorUnits, currency, {});
}

/** An amount in minor units with its currency, cents only when there are any: `€1,285,000`. For prices of homes. */
export function price(minorUnits: number, currency: string): string {
  return amount(minorUnits, currency, { trailingZeroDisplay: 'stripIfInteger' } as Intl.NumberFormatOptions);
}

function amount(minorUnits: number, currency: string, more: Intl.NumberFormatOptions): string {
  const format = numberFormat(i18n.locale, {
    style: 'currency',
    currency,
    useGrouping: 'always',
    ...more,
  } as Intl.NumberFormatOptions);
  const digits =
    numberFormat(i18n.locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(i18n.locale, options).format(value);
}

/** Square metres: `286 m²`. */
export function area(squareMetres: number): string {
  return `${number(squareMetres, { maximumFractionDigits: 1 })} m²`;
}

function inZone(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(i18n.locale, { ...options, timeZone: i18n.timeZone }).format(new Date(moment));
}

/** `18 June 2026`; the year is left out when it is the present one. */
export function date(moment: Moment, now: Moment = Date.now()): string {
  const year = inZone(moment, { year: 'numeric' }) === inZone(now, { year: 'numeric' }) ? undefined : 'numeric';
  return inZone(moment, { day: 'numeric', month: 'long', year });
}

/** `11:30` */
export function time(moment: Moment): string {
  return inZone(moment, { hour: '2-digit', minute: '2-digit' });
}

/** `Thu 18 June` followed by `11:30`, joined as the language does. */
export function dateTime(moment: Moment, now: Moment = Date.now()): string {
  return inZone(moment, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: inZone(moment, { year: 'numeric' }) === inZone(now, { year: 'numeric' }) ? undefined : 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Whole days from now to the moment, in the organization's time zone: 0 today, -1 yesterday. */
export function daysFromNow(moment: Moment, now: Moment = Date.now()): number {
  const calendarDay = (value: Moment) => {
    const parts = dateFormat('en-CA', { dateStyle: 'short', timeZone: i18n.timeZone }).format(new Date(value));
    return Date.parse(`${parts}T00:00:00Z`);
  };
  return Math.round((calendarDay(moment) - calendarDay(now)) / 86_400_000);
}

/** The moment a calendar day (`2026-06-18`) begins in the organization's time zone, which is not always midnight. */
export function startOfDay(day: string): Date {
  const clock = dateFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: i18n.timeZone });
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // How far the clocks there are from UTC is known for a moment only; it may differ on the two sides of the one sought.
  const clocksAt = (moment: number) => Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`);
  const tries = [-1, 1].map((days) => {
    const near = midnight + days * 86_400_000;
    return midnight - (clocksAt(near) - near);
  });
  return new Date(Math.min(...tries.filter((moment) => clocksAt(moment) >= midnight)));
}

/** `Today`, `Yesterday`, else the date. For headings of a timeline. */
export function relativeDay(moment: Moment, now: Moment = Date.now()): string {
  const days = daysFromNow(moment, now);
  if (Math.abs(days) > 1) return date(moment, now);
  const text = new Intl.RelativeTimeFormat(i18n.locale, { numeric: 'auto' }).format(days, 'day');
  return text.charAt(0).toLocaleUpperCase(i18n.locale) + text.slice(1);
}

/** `Today 14:38` within a day, else the date. For a column of times. */
export function recent(moment: Moment, now: Moment = Date.now()): string {
  const day = relativeDay(moment, now);
  return Math.abs(daysFromNow(moment, now)) > 1 ? day : `${day} ${time(moment)}`;
}
