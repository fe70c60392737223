// SPDX-License-Identifier: Apache-2.0

export type Language = 'en' | 'nl' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'pl' | 'sv' | 'no';

interface LanguageFacts {
  /** The locale whose dates and numbers the product uses for the language: European ones. The server uses the same. */
  locale: string;
  /** How its speakers call it. */
  name: string;
}

export const languages: Record<Language, LanguageFacts> = {
  en: { locale: 'en-GB', name: 'English' },
  nl: { locale: 'nl-NL', name: 'Nederlands' },
  de: { locale: 'de-DE', name: 'Deutsch' },
  fr: { locale: 'fr-FR', name: 'Français' },
  es: { locale: 'es-ES', name: 'Español' },
  pt: { locale: 'pt-PT', name: 'Português' },
  it: { locale: 'it-IT', name: 'Italiano' },
  pl: { locale: 'pl-PL', name: 'Polski' },
  sv: { locale: 'sv-SE', name: 'Svenska' },
  no: { locale: 'nb-NO', name: 'Norsk' },
};

export const languageCodes = Object.keys(languages) as Language[];

/** The language of the product closest to a BCP 47 tag, if any: `nl-BE` is `nl`; both written Norwegians are `no`. */
export function matchLanguage(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split('-')[0] ?? '';
  const code = primary === 'nb' || primary === 'nn' ? 'no' : primary;
  return code in languages ? (code as Language) : undefined;
}

/** The remembered choice, else the first of the browser's languages that the product speaks, else English. */
export function detectLanguage(remembered: string | null, preferred: readonly string[]): Language {
  for (const tag of [remembered, ...preferred]) {
    const language = matchLanguage(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}
