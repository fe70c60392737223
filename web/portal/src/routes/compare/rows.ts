// SPDX-License-Identifier: Apache-2.0
// What is set side by side of homes, row by row.
import type { PropertyPage } from '@loggia/api/portal-types';
import { area, number, price } from '@loggia/ui/formats';
import { t } from '@loggia/ui/i18n';
import { addressOf, featureName, typeName } from '../../homes/more-words';
import { priceOf, statusName } from '../../homes/words';

export interface Row {
  name: string;
  /** One for each home; empty where it is not known. */
  values: string[];
}

function perSquareMetre({ price: cost, built_m2: built, purpose }: PropertyPage): string {
  if (!cost || !built || purpose !== 'sale') return '';
  return price(Math.round(cost.amount / built / 100) * 100, cost.currency);
}

export function rowsOf(homes: readonly PropertyPage[]): Row[] {
  const row = (name: string, value: (home: PropertyPage) => string | null | undefined): Row => ({
    name,
    values: homes.map((home) => value(home) ?? ''),
  });
  const count = (value: number | null) => (value === null ? '' : number(value));
  const rows = [
    row(t('portal.compare.price'), priceOf),
    row(t('portal.compare.per_m2'), perSquareMetre),
    row(t('portal.verdict.yours'), ({ status }) => statusName(status)),
    row(t('portal.feedback.rating'), ({ stars }) => (stars ? t('ui.stars', { count: stars }) : '')),
    row(t('portal.property.availability'), ({ property_status }) => t(`common.property.status.${property_status}`)),
    row(t('portal.property.location'), addressOf),
    row(t('portal.property.type'), ({ type }) => typeName(type)),
    row(t('common.built_area'), ({ built_m2 }) => (built_m2 ? area(built_m2) : '')),
    row(t('portal.property.plot'), ({ plot_m2 }) => (plot_m2 ? area(plot_m2) : '')),
    row(t('common.bedrooms'), ({ bedrooms }) => count(bedrooms)),
    row(t('common.bathrooms'), ({ bathrooms }) => count(bathrooms)),
    row(t('portal.property.year'), ({ year_built }) => (year_built ? String(year_built) : '')),
    row(t('ui.energy.label'), ({ energy_label }) => energy_label),
    row(t('portal.compare.energy'), ({ energy_consumption: used }) =>
      used ? t('portal.property.consumption', { value: number(used) }) : '',
    ),
  ];
  return rows.filter(({ values }) => values.some((value) => value !== ''));
}

export interface FeatureRow {
  name: string;
  has: boolean[];
}

/** Every feature of any of them, those of most homes first. */
export function featuresOf(homes: readonly PropertyPage[]): FeatureRow[] {
  const all = [...new Set(homes.flatMap(({ features }) => features))];
  return all
    .map((feature) => ({ name: featureName(feature), has: homes.map(({ features }) => features.includes(feature)) }))
    .sort((one, other) => other.has.filter(Boolean).length - one.has.filter(Boolean).length);
}

export function differs(values: readonly (string | boolean)[]): boolean {
  return new Set(values).size > 1;
}
