// SPDX-License-Identifier: Apache-2.0
import type { PropertyStatus, PropertyType, Purpose } from '@loggia/api/crm-types';

export type PropertySort = '' | 'price_asc' | 'price_desc';

/** What the list shows, as it stands in the address. Empty is "any"; prices are minor units. */
export interface Filters {
  q: string;
  status: PropertyStatus | '';
  sort: PropertySort;
  purpose: Purpose | '';
  type: PropertyType | '';
  town: string;
  min_price: string;
  max_price: string;
  bedrooms: string;
}

/** Those of the filter dialog. */
export const filterNames = ['purpose', 'type', 'town', 'min_price', 'max_price', 'bedrooms'] as const;

export function readFilters(query: URLSearchParams): Filters {
  const names = ['q', 'status', 'sort', ...filterNames];
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as unknown as Filters;
}
