// SPDX-License-Identifier: Apache-2.0
import type { AuditCategory } from '@loggia/api/crm-types';
import { startOfDay } from '@loggia/ui/formats';

export const categories: readonly AuditCategory[] = [
  'sign_in',
  'access',
  'safety',
  'impersonation',
  'data',
  'settings',
];

const names = ['q', 'category', 'actor', 'contact', 'from', 'to'] as const;
type Name = (typeof names)[number];
/** What narrows the log, as it stands in the page's address; `from` and `to` are whole days. */
export type AuditFilters = Partial<Record<Name, string>>;

/** From the page's address; what is not known or not readable is left out. */
export function filtersOf(query: URLSearchParams): AuditFilters {
  const found = names.flatMap((name): [Name, string][] => {
    const value = query.get(name)?.trim();
    return value && isReadable(name, value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}

function isReadable(name: Name, value: string): boolean {
  if (name === 'category') return (categories as readonly string[]).includes(value);
  return name === 'from' || name === 'to' ? isDay(value) : true;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAfter(text, 0) === text;
}

function dayAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.valueOf())) return '';
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** While a year is typed it runs through 0002, 0020 and 0202: days that nobody means. */
function isMeant(day: string | undefined): day is string {
  return day !== undefined && day >= '1900' && day < '3000';
}

/** For the request: moments, from the first one of the first day to where the last day is over. */
export function queryOf({ from, to, ...rest }: AuditFilters): AuditFilters {
  return {
    ...rest,
    ...(isMeant(from) && { from: startOfDay(from).toISOString() }),
    ...(isMeant(to) && { to: startOfDay(dayAfter(to, 1)).toISOString() }),
  };
}

/** The page's address with some filters changed; an empty one goes. */
export function addressWith(filters: AuditFilters, changes: AuditFilters): string {
  const query = new URLSearchParams();
  const wanted = { ...filters, ...changes };
  for (const name of names) if (wanted[name]) query.set(name, wanted[name]);
  return query.size === 0 ? '/settings/audit' : `/settings/audit?${query}`;
}
