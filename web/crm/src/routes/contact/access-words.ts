// SPDX-License-Identifier: Apache-2.0
import type { AccessState, ContactPortal, Delivery, Right } from '@loggia/api/crm-types';
import { problemText } from '@loggia/ui/errors';
import { recent } from '@loggia/ui/formats';
import { i18n, t } from '@loggia/ui/i18n';
import type { Tone } from '@loggia/ui/icon';

export const stateTones: Record<AccessState, Tone> = {
  none: 'mute',
  invited: 'info',
  expired: 'warn',
  active: 'ok',
  blocked: 'bad',
  pending: 'warn',
};

/** The server says what is so at the moment it answered; time goes on here. */
export function standingOf(portal: ContactPortal, now: number): AccessState {
  const isOver = portal.state === 'invited' && portal.expires_at && Date.parse(portal.expires_at) <= now;
  return isOver ? 'expired' : portal.state;
}

/** “41 hours left”, and in the last hour the minutes. */
export function timeLeft(until: string, now: number): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000));
  return minutes >= 60
    ? t('crm.access.hours_left', { count: Math.floor(minutes / 60) })
    : t('crm.access.minutes_left', { count: minutes });
}

/** How the invitation went out: “Sent today 14:38”, or why it could not be. */
export function deliveryText({ state, at, error }: Delivery): string {
  if (state === 'failed') return (error && problemText(error)) || t('crm.access.delivery.failed');
  return state === 'sent' ? t('crm.access.delivery.sent', { when: recent(at) }) : t(`crm.access.delivery.${state}`);
}

/** “see documents, download and send messages” */
export function rightsText(rights: readonly Right[]): string {
  const words = rights.map((right) => t(`crm.rights.short.${right}`));
  return new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(words);
}

/** Staff may look through these eyes: there is something to see. */
export function canBeViewed(state: AccessState): boolean {
  return state === 'invited' || state === 'active';
}
