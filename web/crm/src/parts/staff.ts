// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type {
  ContactRow,
  DealCard,
  Items,
  LevelMeaning,
  Page,
  Pipeline,
  PortalRequest,
  PropertyRow,
  User,
} from '@loggia/api/crm-types';
import type { ComboboxOption } from '@loggia/ui/Combobox.svelte';
import { createQuery } from '@tanstack/svelte-query';

/** They change so seldom that a visit long fetches them once. */
const seldom = 5 * 60_000;

export function usersQuery() {
  return createQuery(() => ({
    queryKey: ['users'],
    queryFn: ({ signal }) => api.get<Items<User>>('/users', {}, { signal }),
    staleTime: seldom,
  }));
}

export function pipelinesQuery() {
  return createQuery(() => ({
    queryKey: ['pipelines'],
    queryFn: ({ signal }) => api.get<Items<Pipeline>>('/pipelines', {}, { signal }),
    staleTime: seldom,
  }));
}

/** For a Combobox that finds contacts by name, e-mail or phone. */
export async function searchContacts(q: string, signal: AbortSignal): Promise<ComboboxOption[]> {
  const { items } = await api.get<Page<ContactRow>>('/contacts', { q, limit: 8 }, { signal });
  return items.map(({ id, first_name, last_name, email, company_name }) => ({
    id,
    label: `${first_name} ${last_name}`,
    detail: email ?? company_name ?? undefined,
  }));
}

/** What each level of access means. */
export function levelsQuery() {
  return createQuery(() => ({
    queryKey: ['levels'],
    queryFn: ({ signal }) => api.get<{ levels: LevelMeaning[] }>('/levels', {}, { signal }),
    staleTime: Infinity,
  }));
}

/** What there is of each kind, and what waits: for the navigation. */
export function summaryQuery(enabled: () => boolean = () => true) {
  return createQuery(() => ({
    queryKey: ['summary'],
    queryFn: ({ signal }) => api.get<Record<string, number>>('/summary', {}, { signal }),
    enabled: enabled(),
  }));
}

/** Those who registered and wait for somebody to let them in. */
export function requestsQuery(enabled: () => boolean = () => true) {
  return createQuery(() => ({
    queryKey: ['requests'],
    queryFn: ({ signal }) => api.get<Items<PortalRequest>>('/portal-requests', {}, { signal }),
    enabled: enabled(),
  }));
}

/** For a Combobox that finds homes by title, place or reference. */
export async function searchHomes(q: string, signal: AbortSignal): Promise<ComboboxOption[]> {
  const { items } = await api.get<Page<PropertyRow>>('/properties', { q, limit: 8 }, { signal });
  return items.map(({ id, title, town }) => ({ id, label: title, detail: town }));
}

/** For a Combobox that finds deals by title or contact. */
export async function searchDeals(q: string, signal: AbortSignal): Promise<ComboboxOption[]> {
  const { items } = await api.get<Page<DealCard>>('/deals', { q, limit: 8 }, { signal });
  return items.map(({ id, title, contacts }) => ({
    id,
    label: title,
    detail: contacts.map(({ name }) => name).join(', '),
  }));
}
