// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@loggia/ui/i18n';

const codes = (
  'AD AE AL AR AT AU BA BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LI LT LU ' +
  'LV MA MC ME MK MT MX NL NO NZ PE PL PT QA RO RS RU SA SE SG SI SK SM TH TR TW UA US UY ZA'
).split(' ');

/** The countries to choose from, called and sorted as in the reader's language. `extra` is one that is chosen already. */
export function countryOptions(extra?: string | null): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(i18n.locale, { type: 'region' });
  const all = extra && !codes.includes(extra) ? [...codes, extra] : codes;
  return all
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, i18n.locale));
}

export function countryName(code: string): string {
  return new Intl.DisplayNames(i18n.locale, { type: 'region' }).of(code) ?? code;
}
