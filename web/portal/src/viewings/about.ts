// SPDX-License-Identifier: Apache-2.0
import type { Appointment, PhotoRef, PropertyCard } from '@loggia/api/portal-types';
import { price } from '@loggia/ui/formats';
import { placeOf as placeOfHome, priceOf } from '../homes/words';
import { placeOf } from './words';

/** The home a viewing is of, in words. */
export interface AboutHome {
  title: string;
  place: string;
  reference: string;
  price: string;
  photo: PhotoRef | null;
}

export function aboutHome(home: PropertyCard): AboutHome {
  return {
    title: home.title,
    place: placeOfHome(home),
    reference: home.reference,
    price: priceOf(home),
    photo: home.photo,
  };
}

export function aboutAppointment(appointment: Appointment): AboutHome {
  const { property_price: cost } = appointment;
  return {
    title: appointment.property_title ?? appointment.title,
    place: placeOf(appointment),
    reference: appointment.property_reference ?? '',
    price: cost ? price(cost.amount, cost.currency) : '',
    photo: appointment.photo,
  };
}
