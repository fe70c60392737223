// SPDX-License-Identifier: Apache-2.0
import type { Appointment, DealProgress } from '@loggia/api/portal-types';
import { i18n } from '@loggia/ui/i18n';
import { expect, it } from 'vitest';
import { keyDates } from './dates';

const deal = { id: 'D1', expected_on: '2026-07-01' } as DealProgress;
const one = (id: string, starts_at: string | null, status = 'confirmed', deal_id = 'D1') =>
  ({ id, starts_at, status, deal_id }) as Appointment;

it('are those of the deal, in their order', () => {
  i18n.timeZone = 'Europe/Madrid';
  const dates = keyDates(deal, {
    upcoming: [one('notary', '2026-07-02T09:00:00Z'), one('other deal', '2026-06-20T09:00:00Z', 'confirmed', 'D2')],
    recent: [one('seen', '2026-06-01T09:00:00Z', 'completed'), one('missed', '2026-06-02T09:00:00Z', 'cancelled')],
    unconfirmed: [one('asked', null, 'pending')],
  });
  expect(dates.map(({ id, at }) => [id, new Date(at).toISOString()])).toEqual([
    ['seen', '2026-06-01T09:00:00.000Z'],
    ['expected', '2026-06-30T22:00:00.000Z'],
    ['notary', '2026-07-02T09:00:00.000Z'],
  ]);
});
