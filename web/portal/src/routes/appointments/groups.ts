// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/portal-types';
import { daysFromNow } from '@loggia/ui/formats';
import { i18n, t } from '@loggia/ui/i18n';
import { inZone } from '../../viewings/words';

export interface Group {
  name: string;
  items: Appointment[];
}

/** “This week”, “Next week”, then by month. Weeks begin on Monday. */
export function groupByTime(appointments: readonly Appointment[], now = new Date()): Group[] {
  const groups = new Map<string, Appointment[]>();
  for (const appointment of appointments) {
    const name = groupName(appointment.starts_at ?? now.toISOString(), now);
    groups.set(name, [...(groups.get(name) ?? []), appointment]);
  }
  return [...groups].map(([name, items]) => ({ name, items }));
}

function groupName(moment: string, now: Date): string {
  const daysLeft = 7 - weekday(now);
  const days = daysFromNow(moment, now);
  if (days <= daysLeft) return t('portal.appointments.this_week');
  if (days <= daysLeft + 7) return t('portal.appointments.next_week');
  const sameYear = inZone(moment, { year: 'numeric' }) === inZone(now, { year: 'numeric' });
  const name = inZone(moment, { month: 'long', year: sameYear ? undefined : 'numeric' });
  return name.charAt(0).toLocaleUpperCase(i18n.locale) + name.slice(1);
}

/** 1 Monday to 7 Sunday, in the organization's time zone. */
function weekday(moment: Date): number {
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: i18n.timeZone }).format(moment);
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name) + 1;
}
