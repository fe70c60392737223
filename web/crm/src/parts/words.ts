// SPDX-License-Identifier: Apache-2.0
// Data of the CRM in the reader's words: prices, places, stages, features.
import type { Money, PropertyRow, Purpose, Stage } from '@loggia/api/crm-types';
import { number, price } from '@loggia/ui/formats';
import { t, translateIfKnown } from '@loggia/ui/i18n';

/** `€865,000` */
export function moneyText(money: Money): string {
  return price(money.amount, money.currency);
}

/** `€2.07M`: a sum in the head of a column. */
export function shortMoneyText({ amount, currency }: Money): string {
  return number(amount / 10 ** minorDigits(currency), {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
}

/** How many digits the minor unit of a currency has: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The price as it is asked: per month for a rent, on request when there is none. */
export function askedPrice(asked: Money | null | undefined, purpose: Purpose = 'sale'): string {
  if (!asked) return t('common.property.price_on_request');
  const text = moneyText(asked);
  return purpose === 'rent' ? t('common.property.per_month', { price: text }) : text;
}

/** `Carrer de les Garrofes 14, 03730 Jávea` */
export function placeText(property: Pick<PropertyRow, 'street' | 'postcode' | 'town'>): string {
  const town = [property.postcode, property.town].filter(Boolean).join(' ');
  return [property.street, town].filter(Boolean).join(', ');
}

/** A default stage is translated; one of the organization's own has its own name. */
export function stageName(stage: Pick<Stage, 'key' | 'name'>): string {
  return (stage.key ? translateIfKnown(`common.stage.${stage.key}`) : undefined) ?? stage.name;
}

/** A word of the vocabulary is translated; a feed's own words are shown as they are. */
export function featureName(feature: string): string {
  return translateIfKnown(`common.property.feature.${feature}`) ?? feature;
}

export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code;
}
