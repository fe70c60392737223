// SPDX-License-Identifier: Apache-2.0
import type { Conversation } from '@loggia/api/conversation-types';
import { price } from '@loggia/ui/formats';
import { t } from '@loggia/ui/i18n';
import type { Session } from '../../session.svelte';

/** The agent, or the agency while nobody takes care of it. */
export function withWhom({ owner_name }: Conversation, session: Session): string {
  return owner_name ?? session.portal?.name ?? '';
}

/** What it is about: the home, or the subject; nothing when it is a conversation about everything. */
export function aboutText({ property, subject }: Conversation): string {
  return property?.title ?? subject ?? '';
}

/** The price and the place of the home. */
export function homeText({ property }: Conversation): string {
  if (!property) return '';
  const asked = property.price
    ? price(property.price.amount, property.price.currency)
    : t('common.property.price_on_request');
  return `${asked}, ${property.town}`;
}
