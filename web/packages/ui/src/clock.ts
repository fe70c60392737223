// SPDX-License-Identifier: Apache-2.0

/** A length of time as players show it: `0:07`, `4:12`. Each language reads it so. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
