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
export type CalendarFeed = Schemas['CalendarFeed'];
export type ClientPasskey = Schemas['Passkey'];
export type ClientSession = Schemas['OpenClientSession'];
export type CodeAttempt = Schemas['CodeAttempt'];
export type DealProgress = Schemas['DealProgress'];
export type DealStage = Schemas['Step'];
export type Feedback = Schemas['Feedback'];
export type FeedbackMedia = Schemas['Media'];
export type Identity = Schemas['Identity'];
export type KeyDate = Schemas['KeyDate'];
export type Money = Schemas['Money'];
export type OfferStatus = Schemas['OfferStatus'];
export type OpenedLink = Schemas['LinkGreeting'];
export type PhotoRef = Schemas['PhotoRef'];
export type PortalDeal = Schemas['PortalDeal'];
export type PortalFace = Schemas['PortalFace'];
export type PortalHome = Schemas['PortalHome'];
export type PortalSession = Schemas['PortalSession'];
export type Profile = Schemas['Profile'];
export type PropertyCard = Schemas['PropertyCard'];
export type PropertyPage = Schemas['PropertyPage'];
export type PropertyPhoto = Schemas['PagePhoto'];
export type PropertyStatus = Schemas['PropertyStatus'];
export type Reason = Schemas['Reason'];
export type Registration = Schemas['RegistrationResult'];
export type Right = Schemas['Right'];
export type VerdictWord = Schemas['Verdict'];

/** `options` in the form that browsers take and name: the server describes the same, with plain strings. */
export type PasskeyChallenge<Options> = Omit<Schemas['CreationChallenge'], 'options'> & { options: Options };
