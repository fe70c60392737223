// SPDX-License-Identifier: Apache-2.0
// Apart from the other formats, which are part of the first screen.
import { dateFormat } from './format';
import { daysFromNow, time, type Moment } from './formats';
import { i18n } from './i18n.svelte';

/** For a narrow column: `14:21` today, `Tue` within the week, `9 Jun` before, with the year when it is another. */
export function shortTime(moment: Moment, now: Moment = Date.now()): string {
  const inZone = (of: Moment, options: Intl.DateTimeFormatOptions) =>
    dateFormat(i18n.locale, { ...options, timeZone: i18n.timeZone }).format(new Date(of));
  const days = daysFromNow(moment, now);
  if (days === 0) return time(moment);
  if (days < 0 && days > -7) return inZone(moment, { weekday: 'short' });
  const year = inZone(moment, { year: 'numeric' }) === inZone(now, { year: 'numeric' }) ? undefined : 'numeric';
  return inZone(moment, { day: 'numeric', month: 'short', year });
}
