// SPDX-License-Identifier: Apache-2.0
import type { StaffSession } from '@loggia/api/crm-types';
import type { Router } from '@loggia/ui/router';
import { Push } from '@loggia/ui/push';
import { messagingOf } from './messaging';
import type { Session } from './session.svelte';

/** What goes on behind the pages: messages that wait to be sent, and the worker that shows pushed notifications. */
export function goOnBehind(session: Session, staff: StaffSession, router: Router): () => void {
  messagingOf(session, staff);
  const control = new AbortController();
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  worker?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ open?: string } | undefined>) => data?.open && router.navigate(data.open),
    { signal: control.signal },
  );
  if (!import.meta.env.DEV) worker?.register('/crm/service-worker.js').catch(() => undefined);
  // A device is silent once its session is over, until it is named again.
  if ('Notification' in window && Notification.permission === 'granted')
    void new Push('').state().catch(() => undefined);
  return () => control.abort();
}
