// SPDX-License-Identifier: Apache-2.0
import type { StaffSession } from '@loggia/api/crm-types';
import { Messaging } from '@loggia/ui/messages';
import type { Session } from './session.svelte';

let current: { messaging: Messaging; stop: () => void } | undefined;

/** The conversations of whoever works here. What waits to be sent goes on its way with the first call. */
export function messagingOf(session: Session, { user }: StaffSession): Messaging {
  const owner = `crm:${user.id}`;
  if (current?.messaging.reader.owner === owner) return current.messaging;
  current?.stop();
  const messaging = new Messaging({
    root: '',
    side: 'staff',
    id: user.id,
    owner,
    live: session.live,
    mayDownload: true,
  });
  current = { messaging, stop: messaging.outbox.start() };
  return messaging;
}

/** Signed out for good: nothing written here stays behind. */
export async function forgetMessages(): Promise<void> {
  const forgotten = current;
  current = undefined;
  forgotten?.stop();
  await forgotten?.messaging.forget();
}
