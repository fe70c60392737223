// SPDX-License-Identifier: Apache-2.0
// Welcome and tour are remembered per account. Whether the server hears of it is no matter of the reader's: at worst they
// are offered once more.
import { api } from '@loggia/api';
import type { Session } from '../session.svelte';

function remember(session: Session, tour: 'due' | 'done'): void {
  if (!session.current || session.current.impersonation) return;
  session.current = { ...session.current, tour };
  void api.put('/portal/tour', { state: tour }).catch(() => undefined);
}

/** Seen to its end, or skipped. */
export function endTour(session: Session): void {
  remember(session, 'done');
}

/** Once more from the start: the welcome, then the tour. */
export function restartTour(session: Session): void {
  remember(session, 'due');
  session.router.navigate('/welcome');
}
