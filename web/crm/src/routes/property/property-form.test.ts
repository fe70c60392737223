// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { emptyFields, emptyForm, readForm } from './property-form';

describe('the form of a property', () => {
  const form = {
    ...emptyForm('EUR', 'ES', 'u1'),
    title: ' Villa ',
    reference: 'VD-1',
    town: 'Altea',
    price: '865.000',
  };

  it('is sent trimmed, with what is unknown as null', () => {
    const descriptions = { en: ' A house. ', nl: '  ' };
    expect(readForm({ ...form, descriptions })).toMatchObject({
      title: 'Villa',
      price: { amount: 86_500_000, currency: 'EUR' },
      energy_label: null,
      bedrooms: null,
      video_url: null,
      descriptions: { en: 'A house.' },
    });
  });

  it('has no price when it is on request', () => expect(readForm({ ...form, price: '' })?.price).toBeNull());
  it('is not sent while the price is no amount', () => expect(readForm({ ...form, price: 'a lot' })).toBeUndefined());
  it('names what is missing', () =>
    expect(emptyFields({ ...form, title: ' ', country: '' })).toEqual(['title', 'country']));
});
