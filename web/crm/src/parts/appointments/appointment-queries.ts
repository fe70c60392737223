// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type {
  AgreedAppointment,
  Appointment,
  AppointmentChange,
  Confirmation,
  Items,
  Page,
  ViewingRequests,
} from '@loggia/api/crm-types';
import { createQuery, keepPreviousData, useQueryClient } from '@tanstack/svelte-query';

/** Any change of any appointment makes all of these stale: what is on screen is fetched anew. */
const root = 'appointments';

/** Those that are asked for and not agreed yet, the oldest first. */
export function pendingQuery(enabled: () => boolean = () => true) {
  return createQuery(() => ({
    queryKey: [root, 'requests'],
    queryFn: ({ signal }) => api.get<ViewingRequests>('/appointments/requests', {}, { signal }),
    enabled: enabled(),
  }));
}

/** Those that wait for staff, not for the client, to answer. */
export function toConfirm(requests: readonly Appointment[]): Appointment[] {
  return requests.filter(({ proposed_by: by }) => by === 'contact');
}

export function appointmentQuery(id: () => string | undefined) {
  return createQuery(() => ({
    queryKey: [root, id()],
    queryFn: ({ signal }) => api.get<Appointment>(`/appointments/${id()}`, {}, { signal }),
    enabled: id() !== undefined,
  }));
}

/** All of a contact or a deal, the latest first. */
export function appointmentsOf(of: 'contacts' | 'deals', id: () => string) {
  return createQuery(() => ({
    queryKey: [root, of, id()],
    queryFn: ({ signal }) => api.get<Items<Appointment>>(`/${of}/${id()}/appointments`, {}, { signal }),
  }));
}

const mostPages = 20;

/** What takes or holds time from one moment to another (epoch milliseconds), whoever's it is. */
export function calendarQuery(from: () => number, to: () => number) {
  return createQuery(() => ({
    queryKey: [root, 'calendar', from(), to()],
    queryFn: async ({ signal }) => {
      const found: Appointment[] = [];
      let after: string | undefined;
      for (let page = 0; page < mostPages; ++page) {
        const answer = await api.get<Page<Appointment>>(
          '/appointments',
          {
            from: new Date(from()).toISOString(),
            to: new Date(to()).toISOString(),
            status: 'pending,confirmed,completed',
            after,
            limit: 100,
          },
          { signal },
        );
        found.push(...answer.items);
        if (!answer.next) break;
        after = answer.next;
      }
      return found;
    },
    // From week to week the former one stays until the next is there.
    placeholderData: keepPreviousData,
  }));
}

export interface Asked {
  start: number;
  end?: number;
  owner?: string | null;
}

/** What else there is at a time: confirmed ones first, then what other requests hold. */
export async function conflictsOf(
  appointment: string,
  { start, end, owner }: Asked,
  signal?: AbortSignal,
): Promise<Appointment[]> {
  const query = {
    starts_at: new Date(start).toISOString(),
    ends_at: end === undefined ? undefined : new Date(end).toISOString(),
    owner,
  };
  return (await api.get<Items<Appointment>>(`/appointments/${appointment}/conflicts`, query, { signal })).items;
}

export function conflictsKey(appointment: string, { start, end, owner }: Asked): unknown[] {
  return [root, appointment, 'conflicts', start, end, owner];
}

/** What can be done with appointments. Each answers how it stands then, and what shows it is fetched anew. */
export function useAppointmentActs() {
  const queries = useQueryClient();

  async function take(answer: Promise<Appointment>): Promise<Appointment> {
    try {
      const appointment = await answer;
      queries.setQueryData([root, appointment.id], appointment);
      queries.setQueriesData<Appointment[]>({ queryKey: [root, 'calendar'] }, (all) =>
        all?.map((each) => (each.id === appointment.id ? appointment : each)),
      );
      return appointment;
    } finally {
      for (const queryKey of [[root], ['activities'], ['offers'], ['deals']])
        void queries.invalidateQueries({ queryKey });
    }
  }
  const put = (id: string, what: string, body: unknown) =>
    take(api.put<Appointment>(`/appointments/${id}/${what}`, body));

  return {
    confirm: (id: string, confirmation: Confirmation) => put(id, 'confirmation', confirmation),
    propose: (id: string, moments: string[], note: string | null) => put(id, 'proposal', { moments, note }),
    decline: (id: string, reason: string) => put(id, 'decline', { reason }),
    cancel: (id: string, reason: string | null) => put(id, 'cancellation', { reason }),
    complete: (id: string) => put(id, 'completion', {}),
    change: (id: string, version: number, change: AppointmentChange) =>
      take(api.patch<Appointment>(`/appointments/${id}`, change, { version })),
    create: (appointment: AgreedAppointment) => take(api.post<Appointment>('/appointments', appointment)),
  };
}

export type AppointmentActs = ReturnType<typeof useAppointmentActs>;
