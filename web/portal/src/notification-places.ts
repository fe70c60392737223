// SPDX-License-Identifier: Apache-2.0
import type { Notification } from '@loggia/api/conversation-types';
import type { Router } from '@loggia/ui/router';

/** Where a notification leads: to the thing itself. */
export function hrefOf(notification: Notification, router: Router): string {
  const { conversation_id, appointment_id, property_id, kind } = notification;
  if (conversation_id) return router.href(`/messages/${conversation_id}`);
  if (appointment_id || kind === 'appointments') return router.href('/appointments');
  return router.href(property_id ? `/properties/${property_id}` : '/');
}
