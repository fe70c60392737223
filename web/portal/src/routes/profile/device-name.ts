// SPDX-License-Identifier: Apache-2.0
import { deviceOf } from '@loggia/ui/device';
import { t } from '@loggia/ui/i18n';

/** “Safari on iPhone”, or what of it is known. */
export function deviceName(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return t('portal.devices.name', { browser, system });
  return browser ?? system ?? t('portal.devices.unknown');
}
