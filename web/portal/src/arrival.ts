// SPDX-License-Identifier: Apache-2.0
import type { PortalSession } from '@loggia/api/portal-types';

/** Slides and tour are for the person, not for staff who look over the shoulder. */
export function isNew({ tour, impersonation }: PortalSession): boolean {
  return tour === 'due' && impersonation === null;
}

/** The page that comes before the wanted one: a password of one's own, for whom one is here, the welcome. */
export function detour(session: PortalSession, wanted: string): string | undefined {
  if (session.must_change_password) return '/first-password';
  if (session.must_choose_identity) {
    if (wanted.startsWith('/identity')) return undefined;
    return wanted === '/' ? '/identity' : `/identity?next=${encodeURIComponent(wanted)}`;
  }
  return isNew(session) && wanted === '/' ? '/welcome' : undefined;
}

/** The page that asked for the sign-in, always one of this portal. */
export function wantedPage(query: URLSearchParams): string {
  const path = query.get('next') ?? '';
  return path.startsWith('/') && !path.startsWith('//') ? path : '/';
}
