// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { staleKeys } from './live-queries';

it('makes what an event names stale, with its lists', () => {
  const keys = staleKeys({ action: 'deal.property_interested', deal_id: 'd1', contact_id: 'c1' });
  expect(keys).toEqual([
    ['activities'],
    ['summary'],
    ['offers'],
    ['contacts', 'c1'],
    ['contacts', 'list'],
    ['deals', 'd1'],
    ['deals', 'list'],
  ]);
});

it('makes appointments and what was said of them stale, with the offers they are about', () => {
  const viewing = staleKeys({ action: 'appointment.completed', deal_id: 'd1' });
  expect(viewing).toContainEqual(['appointments']);
  expect(viewing).toContainEqual(['offers']);
  expect(viewing).toContainEqual(['deals', 'd1']);
  const said = staleKeys({ action: 'feedback.media_added', property_id: 'p1' });
  expect(said).toContainEqual(['feedback']);
  expect(said).toContainEqual(['appointments']);
});

it('makes all companies, feeds, portals or requests stale, of which an event names none', () => {
  expect(staleKeys({ action: 'company.updated' })).toContainEqual(['companies']);
  expect(staleKeys({ action: 'feed.imported' })).toContainEqual(['feeds']);
  expect(staleKeys({ action: 'portal.switched_on' })).toContainEqual(['portals']);
  expect(staleKeys({ action: 'access.requested', contact_id: 'c1' })).toContainEqual(['requests']);
  expect(staleKeys({ action: 'contact.note_added', contact_id: 'c1' })).not.toContainEqual(['companies']);
});
