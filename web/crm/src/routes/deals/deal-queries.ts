// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Board } from '@loggia/api/crm-types';
import { createQuery, useQueryClient } from '@tanstack/svelte-query';

/** Each change of any deal makes it stale, as it does all that is called a list. */
export function boardQuery(pipeline: () => string | undefined) {
  return createQuery(() => ({
    queryKey: ['deals', 'list', 'board', pipeline()],
    queryFn: ({ signal }) => api.get<Board>('/deals/board', { pipeline: pipeline() }, { signal }),
    enabled: pipeline() !== undefined,
  }));
}

/** Puts a deal into a stage, at the top unless a place is named. */
export function useMoveDeal(): (deal: string, stage: string, position?: number) => Promise<void> {
  const queries = useQueryClient();
  return async (deal, stage, position) => {
    try {
      await api.put(`/deals/${deal}/stage`, { stage_id: stage, position });
    } finally {
      void queries.invalidateQueries({ queryKey: ['deals', 'list'] });
      void queries.invalidateQueries({ queryKey: ['deals', deal] });
    }
  };
}
