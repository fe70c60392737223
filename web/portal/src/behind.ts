// SPDX-License-Identifier: Apache-2.0
import type { PortalSession } from '@loggia/api/portal-types';
import type { Router } from '@loggia/ui/router';
import { Push } from '@loggia/ui/push';
import { messagingOf } from './messaging';
import { followNews } from './news';
import type { Session } from './session.svelte';

/** The flag that pictures and recordings of a viewing wait to be sent (viewings/keeping.ts). */
const unsent = 'loggia-unsent';

/** What goes on behind the pages, once the first one stands: marks, waiting messages, a press on a notification. */
export function goOnBehind(session: Session, signedIn: PortalSession, router: Router): () => void {
  messagingOf(session, signedIn);
  // Where the other pages' files are: the next page need not ask for that first.
  void import('./seldom').catch(() => undefined);
  // What an earlier visit could not send.
  if (localStorage.getItem(unsent) && signedIn.impersonation?.mode !== 'read_only')
    void import('./viewings/outbox.svelte').then(({ outboxOf }) => outboxOf(session)).catch(() => undefined);
  const end = followNews(session);
  const control = new AbortController();
  navigator.serviceWorker?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ open?: string } | undefined>) => data?.open && router.navigate(data.open),
    { signal: control.signal },
  );
  // A device is silent once its session is over, until it is named again.
  if (!signedIn.impersonation && 'Notification' in window && Notification.permission === 'granted')
    void new Push('/portal').state().catch(() => undefined);
  return () => {
    control.abort();
    end();
  };
}
