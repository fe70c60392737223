// SPDX-License-Identifier: Apache-2.0
// What the staff's routes answer. Moments are RFC 3339, dates `2026-06-18`, amounts minor units, areas square metres.
import type { Money, OfferStatus, Page, PhotoRef, PropertyStatus, Reason, VerdictWord } from './portal-types';

export type { Appointment } from './portal-types';
export type { Money, OfferStatus, Page, PhotoRef, PropertyStatus, Reason, VerdictWord };

export interface Items<Item> {
  items: Item[];
}

export type Role = 'admin' | 'agent';

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface OpenSession {
  id: string;
  created_at: string;
  last_used_at: string;
  client_address: string;
  user_agent: string;
  /** The one that asks. */
  current: boolean;
}

export type ContactKind = 'client' | 'partner' | 'lead';
export type ContactStatus = 'added' | 'invited' | 'active' | 'blocked';

export interface ContactRow {
  id: string;
  kind: ContactKind;
  status: ContactStatus;
  first_name: string;
  last_name: string;
  email?: string | null;
  phone?: string | null;
  /** The first of its companies. */
  company_name?: string | null;
  owner_id?: string | null;
  owner_name?: string | null;
  tags: string[];
  last_sign_in_at?: string | null;
  created_at: string;
}

export interface PostalAddress {
  label?: string | null;
  street: string;
  postcode: string;
  town: string;
  /** ISO 3166-1, two letters. */
  country?: string | null;
}

export interface Contact {
  id: string;
  version: number;
  kind: ContactKind;
  status: ContactStatus;
  first_name: string;
  last_name: string;
  email?: string | null;
  phone?: string | null;
  locale: string;
  owner_id?: string | null;
  owner_name?: string | null;
  companies: { id: string; name: string }[];
  tags: string[];
  source?: string | null;
  addresses: PostalAddress[];
  notes?: string | null;
  last_sign_in_at?: string | null;
  created_at: string;
}

export interface NewContact {
  kind: ContactKind;
  first_name: string;
  last_name: string;
  email?: string | null;
  phone?: string | null;
  locale?: string;
  owner_id?: string | null;
  company_id?: string;
  new_company_name?: string;
  tags: string[];
  source?: string | null;
  addresses: PostalAddress[];
  notes?: string | null;
}

export type ContactCounts = Record<ContactKind, number>;

export interface CompanyRow {
  id: string;
  name: string;
  email?: string | null;
  phone?: string | null;
  /** How many contacts belong to it. */
  people: number;
}

export interface Company {
  id: string;
  version: number;
  name: string;
  email?: string | null;
  phone?: string | null;
  website?: string | null;
  address?: string | null;
  notes?: string | null;
  people: ContactRow[];
  created_at: string;
}

/** One entry of a timeline; its sentence is `activity.<action with _ for .>`. */
export interface Activity {
  id: string;
  at: string;
  action: string;
  actor_kind: 'staff' | 'contact' | 'system';
  actor_id?: string | null;
  actor_name: string;
  contact_id?: string | null;
  contact_name?: string | null;
  deal_id?: string | null;
  deal_title?: string | null;
  property_id?: string | null;
  property_title?: string | null;
  detail: Record<string, string>;
}

export type AccessState = 'none' | 'invited' | 'expired' | 'active' | 'blocked';
export type Level = 'basic' | 'standard' | 'extended';

/** One portal of the organization, as it stands for a contact. */
export interface ContactPortal {
  portal_id: string;
  portal_name: string;
  portal_slug: string;
  portal_enabled: boolean;
  access_id?: string | null;
  state: AccessState;
  level?: Level | null;
  invited_at?: string | null;
  /** Of an invitation that is not used yet. */
  expires_at?: string | null;
  last_sign_in_at?: string | null;
}

export type MissingField = 'email' | 'first_name' | 'last_name' | 'kind';

export interface ContactPortals {
  items: ContactPortal[];
  /** What an invitation still needs. */
  missing: MissingField[];
}

/** A property offered to a contact; `status` is where it stands for this contact. */
export interface ContactProperty {
  property_id: string;
  title: string;
  town: string;
  price?: Money | null;
  photo?: PhotoRef | null;
  deal_id: string;
  deal_title: string;
  status: OfferStatus;
  reasons: Reason[];
  comment?: string | null;
  favourite: boolean;
  offered_at: string;
  status_at: string;
}

export type Purpose = 'sale' | 'rent';
export type PropertyType =
  | 'apartment'
  | 'penthouse'
  | 'studio'
  | 'loft'
  | 'duplex'
  | 'house'
  | 'detached_house'
  | 'semi_detached_house'
  | 'terraced_house'
  | 'town_house'
  | 'canal_house'
  | 'villa'
  | 'bungalow'
  | 'country_house'
  | 'farmhouse'
  | 'finca'
  | 'plot'
  | 'garage'
  | 'commercial'
  | 'new_build'
  | 'other';

export interface PropertyRow {
  id: string;
  reference: string;
  title: string;
  type: PropertyType;
  purpose: Purpose;
  /** Absent: on request. A rent is per month. */
  price?: Money | null;
  status: PropertyStatus;
  street: string;
  postcode: string;
  town: string;
  country: string;
  bedrooms?: number | null;
  bathrooms?: number | null;
  built_m2?: number | null;
  energy_label?: string | null;
  updated_at: string;
  photo?: PhotoRef | null;
}

export type PhotoKind = 'photo' | 'floor_plan';

/** A photo as staff manage it; one that waits to be fetched has no size yet. */
export interface ManagedPhoto extends PhotoRef {
  position: number;
  kind: PhotoKind;
  state: 'waiting' | 'ready' | 'failed';
  title?: string | null;
}

export interface Property extends PropertyRow {
  version: number;
  /** Also when the price is on request. */
  currency: string;
  province: string;
  latitude?: number | null;
  longitude?: number | null;
  plot_m2?: number | null;
  year_built?: number | null;
  /** kWh/m² a year */
  energy_consumption?: number | null;
  /** kg CO₂/m² a year */
  energy_emissions?: number | null;
  features: string[];
  descriptions: Record<string, string>;
  photos: ManagedPhoto[];
  video_url?: string | null;
  tour_url?: string | null;
  owner_id?: string | null;
  owner_name?: string | null;
  feed_id?: string | null;
  feed_name?: string | null;
  created_at: string;
}

export interface NewProperty {
  reference: string;
  title: string;
  type: PropertyType;
  purpose: Purpose;
  price?: Money | null;
  /** A draft when absent. */
  status?: PropertyStatus;
  street?: string;
  postcode?: string;
  town: string;
  province?: string;
  country: string;
  latitude?: number | null;
  longitude?: number | null;
  bedrooms?: number | null;
  bathrooms?: number | null;
  built_m2?: number | null;
  plot_m2?: number | null;
  year_built?: number | null;
  energy_label?: string | null;
  energy_consumption?: number | null;
  energy_emissions?: number | null;
  features: string[];
  descriptions: Record<string, string>;
  video_url?: string | null;
  tour_url?: string | null;
  owner_id?: string | null;
}

export type PropertyCounts = Record<PropertyStatus, number>;

export type Schedule = 'manual' | 'hourly' | 'daily';
export type RunState = 'queued' | 'running' | 'done' | 'failed';

export interface FeedRun {
  id: string;
  feed_id: string;
  state: RunState;
  started_at: string;
  finished_at?: string | null;
  created: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  refused: number;
  error_code?: string | null;
  error_message?: string | null;
  /** Where in the feed, from 1; likewise the column. */
  error_line?: number | null;
  error_column?: number | null;
}

/** Something the reader repaired or passed over: `feed_note.<code>`. */
export interface FeedNote {
  code: string;
  element: string;
  /** The feed's own id; empty for the feed as a whole. */
  property: string;
  value: string;
  count: number;
}

export interface FeedRunEntry {
  /** The feed's own id. */
  feed_property: string;
  reference: string;
  outcome: 'created' | 'updated' | 'withdrawn' | 'refused';
  /** Why it was refused, else empty: `feed_refusal.<code>`. */
  code: string;
  message: string;
}

export interface FeedRunReport extends FeedRun {
  notes: FeedNote[];
  /** The first 500, the refused in front. */
  entries: FeedRunEntry[];
  /** How many entries there are beyond them. */
  more: number;
}

export interface Feed {
  id: string;
  version: number;
  name: string;
  /** Absent: files are uploaded. */
  url?: string | null;
  schedule: Schedule;
  last_run_at?: string | null;
  last_run?: FeedRun | null;
  created_at: string;
}

export interface Stage {
  id: string;
  /** Of a default stage, whose name is translated. */
  key?: string | null;
  name: string;
  kind: 'open' | 'won' | 'lost';
}

export interface Pipeline {
  id: string;
  name: string;
  stages: Stage[];
}

export interface NamedContact {
  id: string;
  name: string;
}

export interface DealCard {
  id: string;
  title: string;
  pipeline_id: string;
  stage_id: string;
  position: number;
  value?: Money | null;
  expected_on?: string | null;
  owner_id?: string | null;
  owner_name?: string | null;
  contacts: NamedContact[];
  offered: number;
  to_review: number;
  interested: number;
  /** Of the property offered first. */
  photo?: PhotoRef | null;
  stage_changed_at: string;
  version: number;
}

export interface BoardStage {
  stage_id: string;
  count: number;
  /** One sum for each currency. */
  value: Money[];
  /** The first fifty. */
  deals: DealCard[];
}

export interface Board {
  pipeline_id: string;
  stages: BoardStage[];
}

export interface Criteria {
  purpose?: Purpose | null;
  types: PropertyType[];
  towns: string[];
  /** Minor units of the organization's currency. */
  max_price?: number | null;
  min_built_m2?: number | null;
  min_bedrooms?: number | null;
  min_bathrooms?: number | null;
  features: string[];
}

export interface DealContact {
  id: string;
  name: string;
  email?: string | null;
  status: ContactStatus;
}

/** What one contact said last. */
export interface ContactVerdict {
  contact_id: string;
  contact_name: string;
  verdict: VerdictWord;
  reasons: Reason[];
  comment?: string | null;
  at: string;
}

/** A property in a deal; `status` follows the last word of anyone. */
export interface OfferedProperty {
  property_id: string;
  reference: string;
  title: string;
  street: string;
  town: string;
  price?: Money | null;
  photo?: PhotoRef | null;
  property_status: PropertyStatus;
  status: OfferStatus;
  /** To the client. */
  note?: string | null;
  offered_by_name: string;
  offered_at: string;
  status_at: string;
  verdicts: ContactVerdict[];
  /** Contacts. */
  favourite_of: string[];
}

export interface Deal {
  id: string;
  version: number;
  title: string;
  pipeline_id: string;
  stage_id: string;
  position: number;
  value?: Money | null;
  expected_on?: string | null;
  owner_id?: string | null;
  owner_name?: string | null;
  criteria: Criteria;
  contacts: DealContact[];
  stage_changed_at: string;
  created_at: string;
  /** The newest offer first. */
  properties: OfferedProperty[];
}

export interface NewDeal {
  title: string;
  pipeline_id?: string;
  stage_id?: string;
  contact_ids: string[];
  value?: Money | null;
  expected_on?: string | null;
  owner_id?: string | null;
  criteria?: Criteria;
}

export interface Portal {
  id: string;
  version: number;
  slug: string;
  name: string;
  tagline?: string | null;
  /** By language. */
  welcome: Record<string, string>;
  enabled: boolean;
  enabled_at?: string | null;
  invitation_style: string;
  /** `#rrggbb`, likewise the others. */
  primary_colour: string;
  accent_colour: string;
  header_colour: string;
  support_name?: string | null;
  support_email?: string | null;
  support_phone?: string | null;
  /** Absolute. */
  address: string;
  /** Who signed in within 90 days. */
  active_accounts: number;
}
