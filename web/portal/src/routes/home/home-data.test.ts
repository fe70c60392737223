// SPDX-License-Identifier: Apache-2.0
import type { PortalHome, PropertyCard } from '@loggia/api/portal-types';
import { describe, expect, it } from 'vitest';
import { changedHome, homesOnShow } from './home-data';

function card(id: string, status: PropertyCard['status']): PropertyCard {
  return {
    id,
    status,
    reference: id,
    title: id,
    type: 'villa',
    purpose: 'sale',
    price: null,
    bedrooms: null,
    bathrooms: null,
    built_m2: null,
    energy_label: null,
    photo: null,
    note: null,
    street: '',
    postcode: '',
    town: '',
    property_status: 'available',
    status_at: '2026-06-18T10:00:00.000Z',
    offered_at: '2026-06-18T10:00:00.000Z',
    is_new: status === 'to_review',
    favourite: false,
    of_company: false,
    stars: null,
  };
}

function home(): PortalHome {
  const waiting = card('a', 'to_review');
  return {
    counts: { to_review: 1, appointments: 2, reviewed: 1 },
    agent: null,
    news: null,
    next_appointment: null,
    to_review: [waiting],
    properties: [waiting, card('b', 'interested')],
    totals: { to_review: 1, interested: 1, rejected: 0, viewed: 0, approved: 0 },
    deals: [],
  };
}

describe('changedHome', () => {
  it('moves a home from one status to another, with every count', () => {
    const data = changedHome(home(), 'a', { status: 'interested', is_new: false });
    expect(data.counts).toEqual({ to_review: 0, appointments: 2, reviewed: 2 });
    expect(data.totals).toEqual({ to_review: 0, interested: 2, rejected: 0, viewed: 0, approved: 0 });
    expect(data.to_review[0]?.status).toBe('interested');
    expect(data.properties[0]?.is_new).toBe(false);
  });

  it('takes a change back to exactly where it was', () => {
    const before = home();
    const after = changedHome(before, 'a', { status: 'rejected', is_new: false });
    expect(changedHome(after, 'a', { status: 'to_review', is_new: true })).toEqual(before);
  });

  it('leaves the counts alone when only the favourite changes', () => {
    const data = changedHome(home(), 'b', { favourite: true });
    expect(data.counts).toEqual(home().counts);
    expect(data.properties[1]?.favourite).toBe(true);
  });

  it('ignores a home it does not show', () => {
    const before = home();
    expect(changedHome(before, 'unknown', { favourite: true })).toBe(before);
  });
});

describe('homesOnShow', () => {
  it('keeps the order asked for and drops homes that are gone', () => {
    expect(homesOnShow(home(), ['b', 'gone', 'a']).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
