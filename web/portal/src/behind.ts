// SPDX-License-Identifier: Apache-2.0
import type { PortalSession } from '@loggia/api/portal-types';
import type { Router } from '@loggia/ui/router';
import { messagingOf } from './messaging';
import { followNews } from './news';
import type { Session } from './session.svelte';

/** What goes on behind the pages, once the first one stands: marks, waiting messages, a press on a notification. */
export function goOnBehind(session: Session, signedIn: PortalSession, router: Router): () => void {
  messagingOf(session, signedIn);
  const end = followNews(session);
  const control = new AbortController();
  navigator.serviceWorker?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ open?: string } | undefined>) => data?.open && router.navigate(data.open),
    { signal: control.signal },
  );
  return () => {
    control.abort();
    end();
  };
}
