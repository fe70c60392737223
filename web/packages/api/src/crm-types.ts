// SPDX-License-Identifier: Apache-2.0
// What the staff's routes take and answer. Moments are RFC 3339, dates `2026-06-18`, amounts minor units, areas square metres.
// Named here for short; the server describes them (docs/openapi.json), and bin/gen-api writes them down.
import type { components } from './generated/schema';

type Schemas = components['schemas'];

export type {
  Appointment,
  Money,
  OfferStatus,
  Page,
  PhotoRef,
  PropertyStatus,
  Reason,
  VerdictWord,
} from './portal-types';

export interface Items<Item> {
  items: Item[];
}

/** What an access allows: the body of `PUT /accesses/{access}/rights`. */
export type AccessRights = Required<Schemas['RightsChange']>;
export type AccessState = Schemas['AccessState'];
export type Activity = Schemas['Activity'];
export type AgreedAppointment = Schemas['AgreedAppointment'];
export type AppointmentChange = Schemas['AppointmentChange'];
export type AuditCategory = Schemas['Category'];
export type AuditEntry = Schemas['AuditEntry'];
export type Board = Schemas['Board'];
export type BoardStage = Schemas['BoardStage'];
export type CalendarFeed = Schemas['CalendarFeed'];
export type Company = Schemas['Company'];
export type CompanyRow = Schemas['CompanyRow'];
export type Confirmation = Schemas['Confirmation'];
export type Contact = Schemas['Contact'];
export type ContactCounts = Schemas['ContactCounts'];
export type ContactKind = Schemas['ContactKind'];
export type ContactPortal = Schemas['ContactPortal'];
export type ContactPortals = Schemas['ContactPortals'];
export type ContactProperty = Schemas['ContactProperty'];
export type ContactRow = Schemas['ContactRow'];
export type ContactStatus = Schemas['ContactStatus'];
export type ContactVerdict = Schemas['ContactVerdict'];
export type Criteria = Schemas['Criteria'];
export type Deal = Schemas['Deal'];
export type DealCard = Schemas['DealCard'];
export type DealContact = Schemas['DealContact'];
export type Delivery = Schemas['Delivery'];
export type Feed = Schemas['Feed'];
export type Feedback = Schemas['Feedback'];
export type FeedNote = Schemas['FeedNote'];
export type FeedRun = Schemas['FeedRun'];
export type FeedRunEntry = Schemas['FeedRunEntry'];
export type FeedRunReport = Schemas['FeedRunReport'];
export type ImpersonationMode = Schemas['ImpersonationRule'];
export type InvitationStyle = Schemas['InvitationStyle'];
export type InvitationText = Schemas['InvitationText'];
export type Level = Schemas['Level'];
export type LevelMeaning = Schemas['LevelRights'];
export type ManagedPhoto = Schemas['Photo'];
export type MissingField = Schemas['MissingField'];
export type NamedContact = Schemas['NamedContact'];
export type NewContact = Schemas['NewContact'];
export type NewDeal = Schemas['NewDeal'];
export type NewProperty = Schemas['NewProperty'];
export type NewRecoveryCodes = Schemas['RecoveryCodes'];
export type OfferedProperty = Schemas['OfferedProperty'];
export type OpenSession = Schemas['OpenSession'];
export type Passkey = Schemas['Passkey'];
export type PhotoKind = Schemas['PhotoKind'];
export type Pipeline = Schemas['Pipeline'];
export type Portal = Schemas['Portal'];
export type PortalRequest = Schemas['PortalRequest'];
export type PostalAddress = Schemas['PostalAddress'];
export type Property = Schemas['Property'];
export type PropertyCounts = Schemas['PropertyCounts'];
export type PropertyRow = Schemas['PropertyRow'];
export type PropertyType = Schemas['PropertyType'];
export type Purpose = Schemas['Purpose'];
export type RecordKind = Schemas['RecordKind'];
export type Registration = Schemas['Registration'];
export type Right = Schemas['Right'];
export type RightOverride = Schemas['RightOverride'];
export type Role = Schemas['Role'];
export type RunState = Schemas['RunState'];
export type Schedule = Schemas['Schedule'];
export type SecondFactor = Schemas['OwnSecondFactor'];
export type SecondFactorRule = Schemas['SecondFactorRule'];
export type SecondFactorState = Schemas['SecondFactorState'];
export type Security = Schemas['Security'];
export type StaffLinkFacts = Schemas['StaffLinkFacts'];
export type StaffSession = Schemas['StaffSession'];
export type Stage = Schemas['Stage'];
export type TotpSetUp = Schemas['TotpSetUp'];
export type FeedbackMedia = Schemas['Media'];
export type User = Schemas['User'];
export type ViewingRequests = Schemas['RequestList'];
