// SPDX-License-Identifier: Apache-2.0
// A property as it stands in the form, and what of it is sent.
import type { NewProperty, Property, PropertyStatus, PropertyType, Purpose } from '@loggia/api/crm-types';
import { readAmount, writeAmount } from '../../parts/amount-text';

export interface PropertyForm {
  reference: string;
  title: string;
  type: PropertyType;
  purpose: Purpose;
  status: PropertyStatus;
  price: string;
  currency: string;
  street: string;
  postcode: string;
  town: string;
  province: string;
  country: string;
  /** Numbers that are not known are null, as a number field has them. */
  latitude: number | null;
  longitude: number | null;
  bedrooms: number | null;
  bathrooms: number | null;
  built_m2: number | null;
  plot_m2: number | null;
  year_built: number | null;
  energy_label: string;
  energy_consumption: number | null;
  energy_emissions: number | null;
  features: readonly string[];
  descriptions: Record<string, string>;
  video_url: string;
  tour_url: string;
  owner_id: string;
}

export function emptyForm(currency: string, country: string, owner: string): PropertyForm {
  return {
    reference: '',
    title: '',
    type: 'apartment',
    purpose: 'sale',
    status: 'draft',
    price: '',
    currency,
    street: '',
    postcode: '',
    town: '',
    province: '',
    country,
    latitude: null,
    longitude: null,
    bedrooms: null,
    bathrooms: null,
    built_m2: null,
    plot_m2: null,
    year_built: null,
    energy_label: '',
    energy_consumption: null,
    energy_emissions: null,
    features: [],
    descriptions: {},
    video_url: '',
    tour_url: '',
    owner_id: owner,
  };
}

export function formOf(property: Property): PropertyForm {
  return {
    reference: property.reference,
    title: property.title,
    type: property.type,
    purpose: property.purpose,
    status: property.status,
    price: writeAmount(property.price),
    currency: property.currency,
    street: property.street,
    postcode: property.postcode,
    town: property.town,
    province: property.province,
    country: property.country,
    latitude: property.latitude ?? null,
    longitude: property.longitude ?? null,
    bedrooms: property.bedrooms ?? null,
    bathrooms: property.bathrooms ?? null,
    built_m2: property.built_m2 ?? null,
    plot_m2: property.plot_m2 ?? null,
    year_built: property.year_built ?? null,
    energy_label: property.energy_label ?? '',
    energy_consumption: property.energy_consumption ?? null,
    energy_emissions: property.energy_emissions ?? null,
    features: property.features,
    descriptions: { ...property.descriptions },
    video_url: property.video_url ?? '',
    tour_url: property.tour_url ?? '',
    owner_id: property.owner_id ?? '',
  };
}

/** What the server would take; undefined while the price is no amount. */
export function readForm(form: PropertyForm): Required<NewProperty> | undefined {
  const amount = readAmount(form.price, form.currency);
  if (amount === undefined) return undefined;
  const descriptions = Object.entries(form.descriptions)
    .map(([language, text]) => [language, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return {
    reference: form.reference.trim(),
    title: form.title.trim(),
    type: form.type,
    purpose: form.purpose,
    status: form.status,
    price: amount === null ? null : { amount, currency: form.currency },
    street: form.street.trim(),
    postcode: form.postcode.trim(),
    town: form.town.trim(),
    province: form.province.trim(),
    country: form.country,
    latitude: form.latitude,
    longitude: form.longitude,
    bedrooms: form.bedrooms,
    bathrooms: form.bathrooms,
    built_m2: form.built_m2,
    plot_m2: form.plot_m2,
    year_built: form.year_built,
    energy_label: form.energy_label || null,
    energy_consumption: form.energy_consumption,
    energy_emissions: form.energy_emissions,
    features: [...form.features],
    descriptions: Object.fromEntries(descriptions),
    video_url: form.video_url.trim() || null,
    tour_url: form.tour_url.trim() || null,
    owner_id: form.owner_id || null,
  };
}

/** The fields that must not be empty, in the order of the form. */
export const requiredFields = ['title', 'reference', 'town', 'country'] as const;

export function emptyFields(form: PropertyForm): (typeof requiredFields)[number][] {
  return requiredFields.filter((name) => form[name].trim() === '');
}
