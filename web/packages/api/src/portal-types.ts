// SPDX-License-Identifier: Apache-2.0
// What the portal's routes answer. Moments are RFC 3339, amounts minor units, areas square metres.

export interface Money {
  amount: number;
  currency: string;
}

export interface PhotoRef {
  id: string;
  /** Of the original, orientation applied; likewise height. */
  width: number;
  height: number;
  /** `#rrggbb` */
  colour?: string | null;
  /** The widths it is served in, ascending. */
  widths: number[];
  alt?: string | null;
}

/** Where an offered home stands for this contact. */
export type OfferStatus = 'to_review' | 'interested' | 'rejected' | 'viewed' | 'approved';
/** What a contact may say of it. */
export type VerdictWord = 'interested' | 'rejected' | 'approved';
export type Reason = 'price' | 'location' | 'size' | 'condition' | 'layout' | 'other';
export type PropertyStatus = 'draft' | 'available' | 'under_offer' | 'reserved' | 'sold' | 'rented' | 'withdrawn';

export interface Agent {
  name: string;
  email: string;
  phone?: string | null;
}

/** A home in a list. */
export interface PropertyCard {
  id: string;
  reference: string;
  title: string;
  type: string;
  purpose: 'sale' | 'rent';
  price?: Money | null;
  street: string;
  postcode: string;
  town: string;
  bedrooms?: number | null;
  bathrooms?: number | null;
  built_m2?: number | null;
  energy_label?: string | null;
  property_status: PropertyStatus;
  photo?: PhotoRef | null;
  status: OfferStatus;
  status_at: string;
  offered_at: string;
  /** Offered within seven days and still to review. */
  is_new: boolean;
  favourite: boolean;
  /** From the agent. */
  note?: string | null;
}

export interface PropertyPhoto extends PhotoRef {
  kind: 'photo' | 'floor_plan';
  title?: string | null;
}

export interface PropertyPage extends PropertyCard {
  country: string;
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
  description?: string | null;
  /** The language the description is in, when it is not the reader's. */
  description_language?: string | null;
  photos: PropertyPhoto[];
  video_url?: string | null;
  tour_url?: string | null;
  reasons: Reason[];
  comment?: string | null;
  agent?: Agent | null;
  /** Oldest first. */
  changes: { status: string; at: string }[];
  may_judge: boolean;
}

export interface Appointment {
  id: string;
  type: 'viewing' | 'meeting';
  status: 'pending' | 'confirmed' | 'completed' | 'cancelled' | 'declined' | 'expired';
  title: string;
  property_id?: string | null;
  property_title?: string | null;
  property_street?: string | null;
  property_town?: string | null;
  photo?: PhotoRef | null;
  contact_id?: string | null;
  contact_name?: string | null;
  owner_name?: string | null;
  /** The moments asked for, the dearest first. */
  preferred: string[];
  starts_at?: string | null;
  ends_at?: string | null;
}

export interface DealStage {
  /** Of a default stage, whose name is translated. */
  key?: string | null;
  name: string;
  state: 'done' | 'current' | 'ahead';
}

export interface DealProgress {
  id: string;
  title: string;
  /** A date, `2026-06-18`. */
  expected_on?: string | null;
  stages: DealStage[];
}

export interface PortalHome {
  counts: { to_review: number; appointments: number; reviewed: number };
  agent?: Agent | null;
  news?: { by: string; count: number; since: string } | null;
  /** The newest twelve. */
  to_review: PropertyCard[];
  /** All, newest first, at most sixty. */
  properties: PropertyCard[];
  totals: Record<OfferStatus, number>;
  next_appointment?: Appointment | null;
  deals: DealProgress[];
}

export interface Page<Item> {
  items: Item[];
  next?: string | null;
}

export interface Appointments {
  upcoming: Appointment[];
  recent: Appointment[];
  unconfirmed: Appointment[];
}
