// SPDX-License-Identifier: Apache-2.0
import type { Appointment } from '@loggia/api/portal-types';
import { time } from '@loggia/ui/formats';

/** `10:00–11:00`, or the beginning alone. */
export function timesOf({ starts_at, ends_at }: Appointment): string {
  if (!starts_at) return '';
  return ends_at ? `${time(starts_at)}–${time(ends_at)}` : time(starts_at);
}

export function placeOf({ property_street, property_town }: Appointment): string {
  return [property_street, property_town].filter(Boolean).join(', ');
}
