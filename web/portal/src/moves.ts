// SPDX-License-Identifier: Apache-2.0
// From one portal to another, and from acting for one to acting for another. Rarely needed: fetched then.
import { api } from '@loggia/api';
import type { Identity, PortalSession } from '@loggia/api/portal-types';
import type { Session } from './session.svelte';

/** The open session belongs to another portal: it comes over when the account may enter this one, else one signs in. */
export async function comeFrom({ portals, impersonation }: PortalSession, session: Session): Promise<void> {
  if (impersonation || !portals.some(({ slug }) => slug === session.slug)) return session.leave();
  await api.put('/portal/session/portal', { slug: session.slug });
  // What the page asked for meanwhile came from the other portal.
  location.reload();
}

/** Acts for somebody else from now on, beginning at the wanted page. */
export async function actFor({ kind, id }: Identity, session: Session, wanted = '/'): Promise<void> {
  const changed = await api.put<PortalSession>('/portal/session/identity', { kind, id });
  session.forget();
  session.round += 1;
  await session.enter(changed, wanted);
}

/** Staff changed what the account may do, or for whom. Whoever is in the middle of something stays there. */
export async function refresh(session: Session): Promise<void> {
  const before = session.current;
  const now = (session.current = await api.get<PortalSession>('/portal/session'));
  if (!before || before.identity.id === now.identity.id) return;
  session.forget();
  session.round += 1;
  session.live.start();
}

/** Takes the session over to another portal of the account, which is another page. */
export async function goTo(slug: string): Promise<void> {
  await api.put('/portal/session/portal', { slug });
  location.assign(`/${slug}/`);
}
