// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Feedback, Items } from '@loggia/api/crm-types';
import { createQuery } from '@tanstack/svelte-query';

/** What clients said after viewings, of one deal, contact or property; the newest first. */
export function feedbackQuery(of: 'deal' | 'contact' | 'property', id: () => string) {
  return createQuery(() => ({
    queryKey: ['feedback', of, id()],
    queryFn: ({ signal }) => api.get<Items<Feedback>>('/feedback', { [of]: id() }, { signal }),
  }));
}
