// SPDX-License-Identifier: Apache-2.0
// What became of a home's price and availability, in words.
import type { Money, PropertyPage } from '@loggia/api/portal-types';
import { t } from '@loggia/ui/i18n';
import { priceOf } from '../../homes/words';

type Change = PropertyPage['market_changes'][number];

const recentMs = 30 * 86_400_000;

export function marketWords(change: Change, purpose: PropertyPage['purpose']): string {
  if (change.kind === 'price') {
    const words = (price: Money | null) => priceOf({ price, purpose });
    return t('portal.property.market_price', { from: words(change.price_from), to: words(change.price_to) });
  }
  const name = (status: Change['status_to']) => (status ? t(`common.property.status.${status}`) : '');
  return t('portal.property.market_status', { from: name(change.status_from), to: name(change.status_to) });
}

/** The price before the last change, while that is news and both are known. */
export function priceBefore(
  { market_changes, purpose }: Pick<PropertyPage, 'market_changes' | 'purpose'>,
  now: number,
): string | undefined {
  const last = market_changes.find(({ kind }) => kind === 'price');
  if (!last?.price_from || !last.price_to || Date.parse(last.at) < now - recentMs) return undefined;
  return priceOf({ price: last.price_from, purpose });
}
