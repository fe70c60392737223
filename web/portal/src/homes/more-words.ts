// SPDX-License-Identifier: Apache-2.0
// The words for what only the page of one home tells.
import type { PropertyCard, Reason } from '@loggia/api/portal-types';
import { date, daysFromNow } from '@loggia/ui/formats';
import { i18n, t, translateIfKnown, type PlainKey } from '@loggia/ui/i18n';

export const reasons: readonly Reason[] = ['price', 'location', 'size', 'condition', 'layout', 'other'];

export function reasonName(reason: Reason): string {
  return t(`common.reason.${reason}` satisfies PlainKey);
}

/** Words the agency made up itself are shown as they are. */
export function featureName(feature: string): string {
  return translateIfKnown(`common.property.feature.${feature}`) ?? feature;
}

export function typeName(type: string): string {
  return translateIfKnown(`common.property.type.${type}`) ?? type;
}

export function addressOf({ street, postcode, town }: PropertyCard): string {
  return [street, [postcode, town].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** “today”, “yesterday”, else the date: for the middle of a sentence. */
export function whenWords(moment: string): string {
  const days = daysFromNow(moment);
  if (Math.abs(days) > 1) return date(moment);
  return new Intl.RelativeTimeFormat(i18n.locale, { numeric: 'auto' }).format(days, 'day');
}
