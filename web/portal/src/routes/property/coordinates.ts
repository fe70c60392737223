// SPDX-License-Identifier: Apache-2.0
import { number } from '@loggia/ui/formats';

/** Degrees, WGS 84. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** `38.79412° N, 0.14876° E`, with the decimal mark of the language. */
export function coordinatesText({ latitude, longitude }: Coordinates): string {
  const degrees = (value: number) => number(Math.abs(value), { minimumFractionDigits: 4, maximumFractionDigits: 5 });
  return `${degrees(latitude)}° ${latitude < 0 ? 'S' : 'N'}, ${degrees(longitude)}° ${longitude < 0 ? 'W' : 'E'}`;
}
