// SPDX-License-Identifier: Apache-2.0
// What the clients' routes take and answer. Moments are RFC 3339, amounts minor units, areas square metres.
// Named here for short; the server describes them (docs/openapi.json), and bin/gen-api writes them down.
import type { components } from './generated/schema';

type Schemas = components['schemas'];

/** A page of a list; `next` is the cursor to send as `after`, null on the last one. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export type Agent = Schemas['PortalAgent'];
export type Appointment = Schemas['Appointment'];
export type Appointments = Schemas['PortalAppointments'];
export type DealProgress = Schemas['DealProgress'];
export type DealStage = Schemas['Step'];
export type Money = Schemas['Money'];
export type OfferStatus = Schemas['OfferStatus'];
export type PhotoRef = Schemas['PhotoRef'];
export type PortalHome = Schemas['PortalHome'];
export type PropertyCard = Schemas['PropertyCard'];
export type PropertyPage = Schemas['PropertyPage'];
export type PropertyPhoto = Schemas['PagePhoto'];
export type PropertyStatus = Schemas['PropertyStatus'];
export type Reason = Schemas['Reason'];
export type VerdictWord = Schemas['Verdict'];
