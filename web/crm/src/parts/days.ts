// SPDX-License-Identifier: Apache-2.0

/** How long shared things stay, in days (PRODUCT 5.8). */
export const retentionLimits = { min: 1, max: 3650 };

/** Days as typed: null for an empty field, undefined for what is no such number. */
export function readDays(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  const days = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  return days >= retentionLimits.min && days <= retentionLimits.max ? days : undefined;
}

export function daysText(days: number | null | undefined): string {
  return days === null || days === undefined ? '' : String(days);
}
