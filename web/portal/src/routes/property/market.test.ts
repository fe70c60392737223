// SPDX-License-Identifier: Apache-2.0
import type { PropertyPage } from '@loggia/api/portal-types';
import { i18n } from '@loggia/ui/i18n';
import { beforeEach, expect, it } from 'vitest';
import { priceBefore } from './market';

type Change = PropertyPage['market_changes'][number];

const change: Change = {
  at: '2026-06-01T10:00:00Z',
  kind: 'price',
  price_from: { amount: 89_500_000, currency: 'EUR' },
  price_to: { amount: 86_500_000, currency: 'EUR' },
  status_from: null,
  status_to: null,
};
const soon = Date.parse('2026-06-18T10:00:00Z');
const late = Date.parse('2026-07-18T10:00:00Z');

beforeEach(() => {
  i18n.language = 'en';
});

it('names the former price for a month', () => {
  const home = { market_changes: [{ ...change, kind: 'status' as const }, change], purpose: 'sale' as const };
  expect(priceBefore(home, soon)).toBe('€895,000');
  expect(priceBefore(home, late)).toBeUndefined();
});

it('names none where there was none, or is none now', () => {
  const of = (last: Change) => priceBefore({ market_changes: [last, change], purpose: 'sale' }, soon);
  expect(of({ ...change, price_from: null })).toBeUndefined();
  expect(of({ ...change, price_to: null })).toBeUndefined();
});
