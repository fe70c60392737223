// SPDX-License-Identifier: Apache-2.0
// What an invitation still needs is done on the way to it: a lead becomes active, a home is offered in a deal.
import { api } from '@loggia/api';
import type { Contact, Deal, DealCard, Items, Pipeline } from '@loggia/api/crm-types';

export interface Preparation {
  /** Of a lead without an open deal: starts one, or makes a client of the person. */
  lead?: 'deal' | 'client';
  dealTitle: string;
  /** A home to begin with. */
  property?: string;
}

export interface Person {
  first_name: string;
  last_name: string;
  email: string;
}

/** Does what is asked for, in an order in which each step may be tried again. */
export async function prepare(contact: Contact, person: Person, wish: Preparation): Promise<void> {
  if (wish.lead === 'client')
    await api.patch(`/contacts/${contact.id}`, { ...person, kind: 'client' }, { version: contact.version });
  if (wish.lead !== 'deal' && !wish.property) return;
  const deal = (await openDealOf(contact.id)) ?? (await startDeal(contact.id, wish.dealTitle));
  if (wish.property) await api.post(`/deals/${deal}/properties`, { property_ids: [wish.property], note: null });
}

async function startDeal(contact: string, title: string): Promise<string> {
  return (await api.post<Deal>('/deals', { title, contact_ids: [contact] })).id;
}

async function openDealOf(contact: string): Promise<string | undefined> {
  const [deals, pipelines] = await Promise.all([
    api.get<Items<DealCard>>(`/contacts/${contact}/deals`),
    api.get<Items<Pipeline>>('/pipelines'),
  ]);
  return findOpenDeal(deals.items, pipelines.items)?.id;
}

export function findOpenDeal(
  deals: readonly Pick<DealCard, 'id' | 'stage_id'>[],
  pipelines: readonly { stages: readonly { id: string; kind: string }[] }[],
): { id: string } | undefined {
  const open = new Set(
    pipelines.flatMap(({ stages }) => stages.filter(({ kind }) => kind === 'open').map(({ id }) => id)),
  );
  return deals.find(({ stage_id }) => open.has(stage_id));
}
