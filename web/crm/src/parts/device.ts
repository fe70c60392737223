// SPDX-License-Identifier: Apache-2.0
import { deviceOf } from '@loggia/ui/device';
import { t } from '@loggia/ui/i18n';

/** “Firefox on Windows”, as far as it can be told. */
export function deviceName(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return t('crm.account.device', { browser, system });
  return browser ?? system ?? t('crm.account.device_unknown');
}
