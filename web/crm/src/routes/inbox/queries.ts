// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Conversation, ConversationCounts } from '@loggia/api/conversation-types';
import type { Page } from '@loggia/api/crm-types';
import { createInfiniteQuery, createQuery, keepPreviousData } from '@tanstack/svelte-query';

export interface Filters {
  state?: string;
  owner?: string;
  unread?: string;
  q?: string;
}

/** What the address asks for. */
export function filtersOf(query: URLSearchParams): Filters {
  const value = (name: string) => query.get(name) ?? undefined;
  return { state: value('state'), owner: value('owner'), unread: value('unread'), q: value('q') };
}

/** The address of the inbox, or of a conversation in it, with filters. */
export function addressOf(filters: Filters, conversation?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value as string);
  const path = conversation === undefined ? '/inbox' : `/inbox/${conversation}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

export function conversationsQuery(filters: () => Filters) {
  return createInfiniteQuery(() => ({
    queryKey: ['conversations', 'list', filters()],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Conversation>>('/conversations', { ...filters(), after: pageParam, limit: 40 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  }));
}

export function countsQuery() {
  return createQuery(() => ({
    queryKey: ['conversations', 'list', 'counts'],
    queryFn: ({ signal }) => api.get<ConversationCounts>('/conversations/counts', {}, { signal }),
  }));
}

export function conversationQuery(id: () => string | undefined) {
  return createQuery(() => ({
    queryKey: ['conversations', id()],
    queryFn: ({ signal }) => api.get<Conversation>(`/conversations/${id()}`, {}, { signal }),
    enabled: id() !== undefined,
  }));
}
