// SPDX-License-Identifier: Apache-2.0
// Conversations and notifications, alike for clients (below /portal) and staff. Moments are RFC 3339 in UTC, sizes bytes.
// Named here for short; the server describes them (docs/openapi.json), and bin/gen-api writes them down.
import type { components } from './generated/schema';

type Schemas = components['schemas'];

export type Attachment = Schemas['Attachment'];
export type AuthorKind = Schemas['Side'];
export type Conversation = Schemas['Conversation'];
export type ConversationCounts = Schemas['ConversationCounts'];
export type ConversationState = Schemas['ConversationState'];
export type MailPace = Schemas['MailPace'];
export type Message = Schemas['Message'];
/** Messages, the oldest first; `next` leads to the ones before, as `before`. */
export type MessagePage = Schemas['MessagePage'];
/** What waits for the client: for the marks in the navigation. */
export type News = Schemas['News'];
export type Notification = Schemas['Notification'];
export type NotificationPage = Schemas['NotificationPage'];
export type NotificationKind = Schemas['NotificationKind'];
/** As the server answers them: with every kind. */
export interface NotificationSettings {
  mail_pace: MailPace;
  kinds: { kind: NotificationKind; mail: boolean; push: boolean }[];
}
export type PushSubscriptionInfo = Schemas['PushSubscriptionShown'];
