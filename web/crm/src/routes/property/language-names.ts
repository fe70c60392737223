// SPDX-License-Identifier: Apache-2.0

/** `Niederländisch`, with a capital where the language writes none: it stands alone on a tab. */
export function languageName(code: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The reader's language first, then English, then the others by code. */
export function orderLanguages(codes: readonly string[], first: string): string[] {
  const rank = (code: string) => (code === first ? 0 : code === 'en' ? 1 : 2);
  return [...codes].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
