// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@loggia/ui/i18n';
import { expect, it } from 'vitest';
import { addressWith, filtersOf, queryOf } from './audit-filters';

it('reads filters from the address and leaves out what is not one', () => {
  const query = new URLSearchParams('q=+Sanne+&category=access&from=2026-06-01&to=yesterday&page=3&actor=');
  expect(filtersOf(query)).toEqual({ q: 'Sanne', category: 'access', from: '2026-06-01' });
  expect(filtersOf(new URLSearchParams('category=everything&from=2026-02-30&to=2026-99-01'))).toEqual({});
});

it('writes an address that says the same', () => {
  const filters = { q: 'de Wit', category: 'sign_in' };
  expect(addressWith(filters, { category: undefined, from: '2026-06-01' })).toBe(
    '/settings/audit?q=de+Wit&from=2026-06-01',
  );
  expect(addressWith(filters, { q: '', category: undefined })).toBe('/settings/audit');
});

it('asks for whole days of the organization, the last one included', () => {
  i18n.timeZone = 'Europe/Amsterdam';
  expect(queryOf({ q: 'Sanne', from: '2026-06-01', to: '2026-06-30' })).toEqual({
    q: 'Sanne',
    from: '2026-05-31T22:00:00.000Z',
    to: '2026-06-30T22:00:00.000Z',
  });
  expect(queryOf({ to: '2026-10-25' })).toEqual({ to: '2026-10-25T23:00:00.000Z' });
  expect(queryOf({ from: '0202-06-01', to: '9999-12-31' })).toEqual({});
  expect(queryOf({ category: 'access' })).toEqual({ category: 'access' });
});
