// SPDX-License-Identifier: Apache-2.0
import type { Criteria, PropertyType, Purpose } from '@loggia/api/crm-types';
import { readAmount, writeAmount } from '../../parts/amount-text';

/** A deal's criteria as they stand in the form. Numbers that are not set are null. */
export interface WishesForm {
  purpose: Purpose | '';
  types: PropertyType[];
  /** Parted by commas. */
  towns: string;
  maxPrice: string;
  minBuilt: number | null;
  minBedrooms: number | null;
  minBathrooms: number | null;
  features: readonly string[];
}

export function wishesToForm(criteria: Criteria, currency: string): WishesForm {
  return {
    purpose: criteria.purpose ?? '',
    types: criteria.types ?? [],
    towns: (criteria.towns ?? []).join(', '),
    maxPrice: criteria.max_price ? writeAmount({ amount: criteria.max_price, currency }) : '',
    minBuilt: criteria.min_built_m2 ?? null,
    minBedrooms: criteria.min_bedrooms ?? null,
    minBathrooms: criteria.min_bathrooms ?? null,
    features: criteria.features ?? [],
  };
}

/** Undefined while the price is no amount. */
export function readWishes(form: WishesForm, currency: string): Criteria | undefined {
  const price = readAmount(form.maxPrice, currency);
  if (price === undefined) return undefined;
  return {
    purpose: form.purpose || null,
    types: form.types,
    towns: form.towns
      .split(',')
      .map((town) => town.trim())
      .filter(Boolean),
    max_price: price,
    min_built_m2: form.minBuilt,
    min_bedrooms: form.minBedrooms,
    min_bathrooms: form.minBathrooms,
    features: [...form.features],
  };
}
