// SPDX-License-Identifier: Apache-2.0
import type { Notification } from '@loggia/api/conversation-types';
import type { Router } from '@loggia/ui/router';

/** Where a notification leads: to the thing itself. */
export function hrefOf(
  { kind, conversation_id, deal_id, property_id, contact_id }: Notification,
  router: Router,
): string {
  if (conversation_id) return router.href(`/inbox/${conversation_id}`);
  if (kind === 'registrations') return router.href(contact_id ? `/contacts/${contact_id}` : '/requests');
  if (deal_id) return router.href(`/deals/${deal_id}`);
  if (contact_id) return router.href(`/contacts/${contact_id}`);
  return router.href(property_id ? `/properties/${property_id}` : '/notifications');
}
