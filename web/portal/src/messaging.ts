// SPDX-License-Identifier: Apache-2.0
import type { PortalSession } from '@loggia/api/portal-types';
import { Messaging } from '@loggia/ui/messages';
import type { Session } from './session.svelte';

let current: { messaging: Messaging; stop: () => void } | undefined;

/** Names who writes, and for whom: what one wrote in this browser is sent by nobody else. */
function ownerOf({ contact, identity, impersonation }: PortalSession, slug: string): string {
  return [impersonation ? 'watched' : 'portal', slug, contact.id, identity.id].join(':');
}

/** The conversations of whoever is signed in. What waits to be sent goes on its way with the first call. */
export function messagingOf(session: Session, signedIn: PortalSession): Messaging {
  const owner = ownerOf(signedIn, session.slug);
  if (current?.messaging.reader.owner === owner) return current.messaging;
  current?.stop();
  const messaging = new Messaging({
    root: '/portal',
    side: 'contact',
    id: signedIn.contact.id,
    owner,
    live: session.live,
    mayDownload: signedIn.rights.includes('download'),
    looksOn: signedIn.impersonation !== null,
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
