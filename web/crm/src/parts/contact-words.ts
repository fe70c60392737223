// SPDX-License-Identifier: Apache-2.0
import type { ContactKind, ContactStatus } from '@loggia/api/crm-types';

export const kinds: readonly ContactKind[] = ['client', 'partner', 'lead'];
export const statuses: readonly ContactStatus[] = ['added', 'invited', 'active', 'blocked'];

type StatusTone = 'ok' | 'info' | 'bad' | 'off';
const tones: Record<ContactStatus, StatusTone> = { added: 'off', invited: 'info', active: 'ok', blocked: 'bad' };

export function statusTone(status: ContactStatus): StatusTone {
  return tones[status];
}

export function nameOf({ first_name, last_name }: { first_name: string; last_name: string }): string {
  return `${first_name} ${last_name}`;
}
