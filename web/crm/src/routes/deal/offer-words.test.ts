// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Appointment, Feedback, OfferedProperty } from '@loggia/api/crm-types';
import { passes, starsOf, statusesOpenTo, viewingText } from './offer-words';

const offer = (status: OfferedProperty['status']) => ({ status }) as OfferedProperty;

describe('an offered home', () => {
  it('waits until the client said something', () => {
    expect(passes(offer('to_review'), 'waiting')).toBe(true);
    expect(passes(offer('interested'), 'waiting')).toBe(false);
  });

  it('is positive when it is liked before or after the viewing', () => {
    expect((['interested', 'approved'] as const).every((status) => passes(offer(status), 'positive'))).toBe(true);
    expect((['rejected', 'viewed', 'to_review'] as const).some((status) => passes(offer(status), 'positive'))).toBe(
      false,
    );
  });

  it('can be approved only after the viewing, and not set to what it is', () => {
    expect(statusesOpenTo('to_review')).toEqual(['interested', 'rejected', 'viewed']);
    expect(statusesOpenTo('viewed')).toEqual(['to_review', 'approved', 'rejected']);
  });
});

it('has the mean of its contacts, of whom each counts once', () => {
  const home = {
    property_id: 'p1',
    ratings: [
      { contact_id: 'c1', stars: 2 },
      { contact_id: 'c2', stars: 3 },
    ],
  };
  const said = [
    { property_id: 'p1', contact_id: 'c1', stars: 5 },
    { property_id: 'p2', contact_id: 'c2', stars: 1 },
  ];
  expect(starsOf(home as OfferedProperty, said as Feedback[])).toBe(4);
  expect(starsOf({ property_id: 'p1', ratings: [] } as unknown as OfferedProperty, [])).toBeUndefined();
});

it('tells the next viewing of a home, of no other home and no other appointment', () => {
  const viewing = (more: Partial<Appointment>) =>
    ({ type: 'viewing', property_id: 'p1', status: 'confirmed', preferred: [], ends_at: null, ...more }) as Appointment;
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const later = new Date(Date.now() + 7_200_000).toISOString();
  const text = viewingText([viewing({ starts_at: later }), viewing({ starts_at: soon })], 'p1');
  expect(text).toBe(viewingText([viewing({ starts_at: soon })], 'p1'));
  expect(viewingText([viewing({ starts_at: soon, property_id: 'p2' })], 'p1')).toBeUndefined();
  expect(viewingText([viewing({ starts_at: soon, type: 'meeting' })], 'p1')).toBeUndefined();
});
