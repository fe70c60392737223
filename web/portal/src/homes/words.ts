// SPDX-License-Identifier: Apache-2.0
// The words for what the server answers about homes.
import type { Money, OfferStatus, PropertyCard } from '@loggia/api/portal-types';
import { i18n, t, translateIfKnown, type PlainKey } from '@loggia/ui/i18n';
import { daysFromNow, price } from '@loggia/ui/formats';

export const statuses: readonly OfferStatus[] = ['to_review', 'interested', 'rejected', 'viewed', 'approved'];

export function statusName(status: OfferStatus): string {
  return t(`common.verdict.${status}` satisfies PlainKey);
}

export function priceOf(home: { price?: Money | null; purpose: 'sale' | 'rent' }): string {
  if (!home.price) return t('common.property.price_on_request');
  const amount = price(home.price.amount, home.price.currency);
  return home.purpose === 'rent' ? t('common.property.per_month', { price: amount }) : amount;
}

/** Street and town for a list; many homes are called after their street, which is then not said twice. */
export function placeOf({ title, street, postcode, town }: PropertyCard): string {
  const known = street === '' || title.includes(street);
  return known ? [postcode, town].filter(Boolean).join(' ') : `${street}, ${town}`;
}

/** How people are spoken of: “Marit added three homes”. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The word by which texts say since when: `today`, `yesterday`, `mon` … `sun` within a week, else `date`. */
export function sinceWord(moment: string): string {
  const days = daysFromNow(moment);
  if (days >= 0) return 'today';
  if (days === -1) return 'yesterday';
  if (days < -6) return 'date';
  const noon = new Date(Date.now() + days * 86_400_000);
  return weekdays[weekdayIn(noon)] ?? 'date';
}

function weekdayIn(moment: Date): number {
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: i18n.timeZone }).format(moment);
  return weekdays.indexOf(name.toLowerCase());
}

export function partOfDay(now = new Date()): 'morning' | 'afternoon' | 'evening' {
  const hour = now.getHours();
  if (hour < 5 || hour >= 18) return 'evening';
  return hour < 12 ? 'morning' : 'afternoon';
}

/** The mark on a home's photo: what became of the home, else that it is new. */
export function badgeOf(home: PropertyCard): string | undefined {
  if (home.property_status !== 'available')
    return translateIfKnown(`common.property.status.${home.property_status}`) ?? home.property_status;
  if (!home.is_new) return undefined;
  return daysFromNow(home.offered_at) === 0 ? t('portal.home.badge_today') : t('portal.home.badge_new');
}
