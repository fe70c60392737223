// SPDX-License-Identifier: Apache-2.0
// The viewings of one home, and whether another one can be asked for.
import type { Appointment, Appointments, PropertyCard } from '@loggia/api/portal-types';

/** As the server has it: what is sold, rented or withdrawn cannot be viewed any more. */
export function mayBeViewed({
  property_status,
  of_company,
}: Pick<PropertyCard, 'property_status' | 'of_company'>): boolean {
  return !of_company && ['available', 'under_offer', 'reserved'].includes(property_status);
}

export interface HomeViewings {
  /** Confirmed and still to come, or asked for. While there is one no other is asked for. */
  open: Appointment | undefined;
  /** The last one that took place, of which one may say how it was, or did. */
  viewed: Appointment | undefined;
}

export function viewingsOf(property: string, { upcoming, unconfirmed, recent }: Appointments): HomeViewings {
  const isOfHome = ({ type, property_id }: Appointment) => type === 'viewing' && property_id === property;
  return {
    open: upcoming.find(isOfHome) ?? unconfirmed.find(isOfHome),
    viewed: recent.find(
      (each) => isOfHome(each) && each.status === 'completed' && (each.may.give_feedback || each.feedback !== null),
    ),
  };
}
