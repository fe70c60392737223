// SPDX-License-Identifier: Apache-2.0
import type { Money } from '@loggia/api/crm-types';
import { number } from '@loggia/ui/formats';
import { minorDigits } from './words';

/**
 * What a person typed as an amount, in minor units: `1.100.000`, `1,100,000.50` and `€ 865 000` are all understood. One or two
 * digits behind the last separator are the fraction. Null when it is empty, undefined when it is no amount.
 */
export function readAmount(text: string, currency: string): number | null | undefined {
  const bare = text.replace(/[^\d.,-]/g, '');
  if (text.trim() === '') return null;
  const [, whole = '', fraction = ''] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  const digits = whole.replace(/[.,]/g, '');
  if (digits === '' || bare.includes('-')) return undefined;
  const amount = Math.round(Number(`${digits}.${fraction || '0'}`) * 10 ** minorDigits(currency));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** The amount as it stands in a field: `865,000`, without the currency. */
export function writeAmount(money: Money | null | undefined): string {
  if (!money) return '';
  const digits = minorDigits(money.currency);
  return number(money.amount / 10 ** digits, { maximumFractionDigits: digits });
}
