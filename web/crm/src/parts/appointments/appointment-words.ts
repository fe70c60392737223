// SPDX-License-Identifier: Apache-2.0
// Appointments in the reader's words, by the clocks of the organization.
import type { Appointment } from '@loggia/api/crm-types';
import { hueOf } from '@loggia/ui/avatar';
import { date, dateTime, number, time } from '@loggia/ui/formats';
import { i18n, t } from '@loggia/ui/i18n';
import type { Icon, Tone } from '@loggia/ui/icon';
import Eye from '@lucide/svelte/icons/eye';
import Flag from '@lucide/svelte/icons/flag';
import Handshake from '@lucide/svelte/icons/handshake';
import { offsetAt } from './wall-clock';

export const typeIcons: Record<Appointment['type'], Icon> = { viewing: Eye, meeting: Handshake, deadline: Flag };

export const statusTones: Record<Appointment['status'], Tone> = {
  pending: 'warn',
  confirmed: 'ok',
  completed: 'info',
  cancelled: 'mute',
  declined: 'mute',
  expired: 'mute',
};

/** A viewing is called after its home, unless staff gave it words of its own. */
export function headline({ type, title, property_title: home }: Appointment): string {
  return (type === 'viewing' ? home : undefined) ?? title;
}

/** For whom it is, else where: the second line. */
export function sideline({ contact_name: contact, location, property_title: home, type }: Appointment): string {
  return contact ?? (type === 'viewing' ? undefined : home) ?? location ?? '';
}

/** The colour of whose it is, one of six: that of the avatar. */
export function ownerHue({ owner_name: owner }: Appointment): string {
  return owner ? `h${hueOf(owner)}` : 'h0';
}

export function formatInZone(moment: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(i18n.locale, { ...options, timeZone: i18n.timeZone }).format(new Date(moment));
}

/** A calendar day in words; no time zone concerns it. */
export function formatDay(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(i18n.locale, { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
}

/** `Thu 18 June, 11:30–12:30`; of what ends on another day, both ends whole. */
export function spanText(start: string | number, end: string | number | null | undefined): string {
  if (end === null || end === undefined || new Date(end).getTime() === new Date(start).getTime())
    return dateTime(start);
  const sameDay = date(start, 0) === date(end, 0);
  return sameDay ? `${dateTime(start)}–${time(end)}` : `${dateTime(start)} – ${dateTime(end)}`;
}

/** `11:30–12:30` */
export function timesText(start: number, end: number): string {
  return end > start ? `${time(start)}–${time(end)}` : time(start);
}

/** `Thu`: where a language has no word as short as that, its first letters. */
export function shortWeekday(day: string): string {
  const text = formatDay(day, { weekday: 'short' });
  const most = 4;
  return text.length > most ? text.slice(0, 3) : text;
}

/** `Thu 18 Jun, 11:30`: where there is little room. */
export function shortMoment(moment: string | number): string {
  return formatInZone(moment, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

/** When it is; of a request the first moment and how many more. */
export function whenText({ starts_at: start, ends_at: end, preferred }: Appointment): string {
  if (start) return spanText(start, end);
  const [first, ...others] = preferred;
  if (!first) return '';
  return others.length === 0
    ? shortMoment(first)
    : t('crm.appointment.and_more', { moment: shortMoment(first), count: others.length });
}

/** In how far the reader's device goes by other clocks than the organization does, at a moment; undefined when it does not. */
export function zoneDifference(moment: number): { zone: string; hours: string; ahead: 'yes' | 'no' } | undefined {
  const device = -new Date(moment).getTimezoneOffset();
  const minutes = offsetAt(moment, i18n.timeZone) - device;
  if (minutes === 0) return undefined;
  const name = new Intl.DateTimeFormat(i18n.locale, { timeZone: i18n.timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const hours = number(Math.abs(minutes) / 60, {
    style: 'unit',
    unit: 'hour',
    unitDisplay: 'long',
    maximumFractionDigits: 2,
  });
  return { zone: name ?? i18n.timeZone, hours, ahead: minutes > 0 ? 'yes' : 'no' };
}

/** Still to come, or still to be agreed. */
export function isAhead({ status, starts_at: start, ends_at: end }: Appointment, now = Date.now()): boolean {
  if (status === 'pending') return true;
  const over = end ?? start;
  return status === 'confirmed' && over != null && Date.parse(over) >= now;
}

/** By when they begin, or by the moment that was asked for first. */
export function soonestFirst(appointments: readonly Appointment[]): Appointment[] {
  const start = ({ starts_at: at, preferred }: Appointment) => at ?? preferred[0] ?? '';
  return appointments.toSorted((one, other) => start(one).localeCompare(start(other)));
}

/** Whether its contact hears of another time for it: one that can be seen, and still lies ahead. */
export function tellsContact(appointment: Appointment, start: number, now = Date.now()): boolean {
  return (
    appointment.visible_to_contact &&
    appointment.contact_id !== null &&
    appointment.status === 'confirmed' &&
    start > now
  );
}
