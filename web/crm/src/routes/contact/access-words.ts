// SPDX-License-Identifier: Apache-2.0
import type { AccessState, Level } from '@loggia/api/crm-types';
import { t } from '@loggia/ui/i18n';
import type { Tone } from '@loggia/ui/icon';

export const levels: readonly Level[] = ['basic', 'standard', 'extended'];

export const stateTones: Record<AccessState, Tone> = {
  none: 'mute',
  invited: 'info',
  expired: 'warn',
  active: 'ok',
  blocked: 'bad',
};

/** “41 hours left”, and in the last hour the minutes. */
export function timeLeft(until: string, now: number): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000));
  return minutes >= 60
    ? t('crm.access.hours_left', { count: Math.floor(minutes / 60) })
    : t('crm.access.minutes_left', { count: minutes });
}
