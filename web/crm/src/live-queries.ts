// SPDX-License-Identifier: Apache-2.0
import type { ActivityEvent, Live } from '@loggia/api';
import type { QueryClient } from '@tanstack/svelte-query';

/** Query keys start with the resource, then the id: `['deals', deal]`. Lists and parts of it follow: `['deals', 'list', filters]`. */
const resources: Record<string, string> = {
  contact_id: 'contacts',
  property_id: 'properties',
  deal_id: 'deals',
  conversation_id: 'conversations',
};

/** Whatever a live event names is fetched anew where it is on screen, and marked stale elsewhere. */
export function refetchOnLiveEvents(live: Live, queries: QueryClient): () => void {
  const ends = [
    live.on('activity', (event) => {
      for (const queryKey of staleKeys(event)) void queries.invalidateQueries({ queryKey });
    }),
    live.on('resync', () => void queries.invalidateQueries()),
    live.on('open', () => {
      for (const name of ['summary', 'conversations']) void queries.invalidateQueries({ queryKey: [name] });
    }),
    // Browsers do not tell a lost connection from an ended session: a request that is always on screen does. All else is
    // fetched anew once the stream is back, which says `resync`.
    live.on('lost', () => void queries.invalidateQueries({ queryKey: ['summary'] })),
  ];
  return () => ends.forEach((end) => end());
}

/** What an event names by its action alone: these carry no id of their own, or concern whoever was offered a home. */
const byNoun: Record<string, string[]> = {
  company: ['companies'],
  feed: ['feeds'],
  portal: ['portals'],
  deal: ['offers'],
  access: ['requests'],
  // What took place makes an offer viewed; what is said of it stands with the appointment, too.
  appointment: ['appointments', 'offers'],
  feedback: ['feedback', 'appointments'],
  calendar: ['calendar-feed'],
  property: ['offers'],
};

/** `{deal_id: 'd1'}` makes `['deals', 'd1']` and `['deals', 'list']` stale, each timeline and the counts. */
export function staleKeys(event: ActivityEvent): string[][] {
  const keys = [['activities'], ['summary']];
  for (const all of byNoun[event.action.split('.')[0] ?? ''] ?? []) keys.push([all]);
  for (const [name, resource] of Object.entries(resources)) {
    const id = event[name];
    if (id !== undefined) keys.push([resource, id], [resource, 'list']);
  }
  return keys;
}
