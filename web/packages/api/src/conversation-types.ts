// SPDX-License-Identifier: Apache-2.0
// Conversations and notifications, alike for clients (below /portal) and staff. Moments are RFC 3339 in UTC, sizes bytes.
import type { Money, PhotoRef } from './portal-types';

export type ConversationState = 'open' | 'awaiting_feedback' | 'in_progress' | 'closed';
export type AuthorKind = 'staff' | 'contact';

export interface AboutProperty {
  id: string;
  title: string;
  reference: string;
  price: Money | null;
  street: string | null;
  town: string;
  photo: PhotoRef | null;
}

export interface Conversation {
  id: string;
  version: number;
  subject: string | null;
  contact_id: string;
  contact_name: string;
  property: AboutProperty | null;
  state: ConversationState;
  owner_id: string | null;
  owner_name: string | null;
  /** Without a message: when it was made. */
  last_message_at: string;
  /** `text` is its beginning, empty when there are only files. */
  last_message: { author_kind: AuthorKind; author_name: string; text: string; attachments: number } | null;
  /** Messages of the other side that the reader's side has not read. */
  unread: number;
  created_at: string;
  may_send: boolean;
}

export interface Attachment {
  id: string;
  name: string;
  media_type: string;
  size: number;
  url: string;
  image: { width: number; height: number; colour: string | null; widths: number[] } | null;
  /** Of a voice note. */
  duration_ms: number | null;
}

export interface Message {
  id: string;
  conversation_id: string;
  /** The author's own name for it: the same one makes it once, however often it is sent. */
  client_id: string | null;
  author_kind: AuthorKind;
  author_id: string;
  author_name: string;
  on_behalf_of_name: string | null;
  text: string;
  attachments: Attachment[];
  at: string;
  /** When somebody of the other side first read it. */
  read_at: string | null;
}

/** Messages, the oldest first; `next` leads to the ones before, as `before`. */
export interface MessagePage {
  items: Message[];
  next: string | null;
}

/** What waits for the client: for the marks in the navigation. */
export interface News {
  unread_messages: number;
  unseen_notifications: number;
}

export interface ConversationCounts extends Record<ConversationState, number> {
  unread: number;
  mine: number;
}

export interface Notification {
  id: string;
  at: string;
  seen_at: string | null;
  kind: string;
  action: string;
  actor_name: string;
  contact_id: string | null;
  contact_name: string | null;
  deal_id: string | null;
  deal_title: string | null;
  property_id: string | null;
  property_title: string | null;
  conversation_id: string | null;
  appointment_id: string | null;
  detail: Record<string, string>;
}

export interface NotificationPage {
  items: Notification[];
  next: string | null;
  unseen: number;
}

export type MailPace = 'hourly' | 'daily' | 'never';

export interface NotificationSettings {
  mail_pace: MailPace;
  kinds: { kind: string; mail: boolean; push: boolean }[];
}

export interface PushSubscriptionInfo {
  id: string;
  /** What the browser says of itself. */
  device: string;
  created_at: string;
}
