// SPDX-License-Identifier: Apache-2.0
import type { PropertyPage } from '@loggia/api/portal-types';
import { i18n } from '@loggia/ui/i18n';
import { beforeEach, expect, it } from 'vitest';
import { differs, featuresOf, rowsOf } from './rows';

const home = {
  price: { amount: 86_500_000, currency: 'EUR' },
  purpose: 'sale',
  status: 'viewed',
  property_status: 'available',
  street: 'Zeeweg 3',
  postcode: '1865 AB',
  town: 'Bergen aan Zee',
  type: 'house',
  built_m2: 134,
  plot_m2: null,
  bedrooms: 3,
  bathrooms: 0,
  year_built: null,
  energy_label: 'A',
  energy_consumption: null,
  features: ['garden', 'sea_view'],
} as PropertyPage;

beforeEach(() => {
  i18n.language = 'en';
});

it('leaves out what is known of none, and keeps what is known of one', () => {
  const rows = rowsOf([home, { ...home, plot_m2: 610, built_m2: null }]).map(({ values }) => values);
  expect(rows).toContainEqual(['', '610 m²']);
  expect(rows).toContainEqual(['€6,455', '']);
  expect(rows).toContainEqual(['0', '0']);
  expect(rows.some((values) => values.every((value) => value === ''))).toBe(false);
});

it('lists each feature once, the common ones first', () => {
  const rows = featuresOf([home, { ...home, features: ['pool', 'garden'] }]);
  expect(rows.map(({ has }) => has)).toEqual([
    [true, true],
    [true, false],
    [false, true],
  ]);
  expect(rows.map(({ has }) => differs(has))).toEqual([false, true, true]);
});
