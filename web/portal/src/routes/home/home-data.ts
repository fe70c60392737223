// SPDX-License-Identifier: Apache-2.0
import type { PortalHome, PropertyCard } from '@loggia/api/portal-types';
import type { HomeChange } from '../../homes/judging.svelte';

/** The page's data after a change of one home: its cards, and the counts they add up to. */
export function changedHome(data: PortalHome, id: string, change: HomeChange): PortalHome {
  const before = data.properties.find((home) => home.id === id) ?? data.to_review.find((home) => home.id === id);
  if (!before) return data;
  const after: PropertyCard = { ...before, ...change };
  const put = (homes: PropertyCard[]) => homes.map((home) => (home.id === id ? after : home));
  const changed = { ...data, to_review: put(data.to_review), properties: put(data.properties) };
  if (before.status === after.status) return changed;
  const totals = { ...data.totals };
  totals[before.status] -= 1;
  totals[after.status] += 1;
  const step = Number(before.status === 'to_review') - Number(after.status === 'to_review');
  const counts = {
    ...data.counts,
    to_review: data.counts.to_review - step,
    reviewed: data.counts.reviewed + step,
  };
  return { ...changed, totals, counts };
}

/** The homes with these ids, as they stand now, in this order. */
export function homesOnShow(data: PortalHome, ids: readonly string[]): PropertyCard[] {
  const known = new Map([...data.to_review, ...data.properties].map((home) => [home.id, home]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
