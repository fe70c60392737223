// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Items, User } from '@loggia/api/crm-types';
import { createQuery } from '@tanstack/svelte-query';

/** The colleagues, who change seldom. */
export function useUsers() {
  return createQuery(() => ({
    queryKey: ['users'],
    queryFn: ({ signal }) => api.get<Items<User>>('/users', {}, { signal }),
    staleTime: 5 * 60_000,
  }));
}
