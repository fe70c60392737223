// SPDX-License-Identifier: Apache-2.0
// What a client does with viewings. Each answers the appointment as it stands then.
import { api } from '@loggia/api';
import type { Appointment } from '@loggia/api/portal-types';
import type { Wish } from './RequestDialog.svelte';

const path = (id: string) => `/portal/appointments/${id}`;

export const requestViewing = (property: string, wish: Wish): Promise<Appointment> =>
  api.post(`/portal/properties/${property}/viewing-requests`, wish);

export const askForOthers = (id: string, wish: Wish): Promise<Appointment> => api.put(`${path(id)}/preferred`, wish);

export const accept = (id: string, moment: string): Promise<Appointment> =>
  api.put(`${path(id)}/acceptance`, { starts_at: moment });

export const cancel = (id: string, reason: string): Promise<Appointment> =>
  api.put(`${path(id)}/cancellation`, { reason: reason.trim() || undefined });

export const start = (id: string): Promise<Appointment> => api.put(`${path(id)}/start`, {});
