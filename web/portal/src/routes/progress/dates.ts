// SPDX-License-Identifier: Apache-2.0
import type { Appointment, Appointments, DealProgress } from '@loggia/api/portal-types';
import { startOfDay } from '@loggia/ui/formats';

/** A date that matters in a deal: an appointment of it, or the day by which it is expected to be done. */
export interface KeyDate {
  id: string;
  at: number;
  /** Days have no time. */
  wholeDay: boolean;
  appointment?: Appointment;
}

/** Those of a deal in their order: what took place, what is confirmed, and the expected end. */
export function keyDates({ id, expected_on }: DealProgress, { upcoming, recent }: Appointments): KeyDate[] {
  const held = [...recent.filter(({ status }) => status === 'completed'), ...upcoming];
  const dates: KeyDate[] = held.flatMap((appointment) =>
    appointment.deal_id === id && appointment.starts_at
      ? [{ id: appointment.id, at: Date.parse(appointment.starts_at), wholeDay: false, appointment }]
      : [],
  );
  if (expected_on) dates.push({ id: 'expected', at: startOfDay(expected_on).getTime(), wholeDay: true });
  return dates.sort((one, other) => one.at - other.at);
}
