// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/crm-types';

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
