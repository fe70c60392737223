// SPDX-License-Identifier: Apache-2.0
// Formats messages that build/messages.js compiled. Agrees with libicu: locales/vectors/messages.json proves it on both sides.

export type Argument = string | number | Date;
export type Arguments = Record<string, Argument>;
type Style = string | Record<string, unknown>;
type Options = Record<string, Part[]>;
export type Part =
  | string
  | ['#']
  | ['v', string]
  | ['n' | 'd' | 't', string, Style]
  | ['s', string, Options]
  | ['p' | 'o', string, Options, number];
export type CompiledMessage = string | Part[];

/** What a message is formatted for: a BCP 47 locale and, for dates and times, an IANA time zone. */
export interface Formatting {
  locale: string;
  timeZone?: string;
}

export function formatMessage(message: CompiledMessage, values: Arguments, formatting: Formatting): string {
  return typeof message === 'string' ? message : formatParts(message, values, formatting, 0);
}

function formatParts(parts: Part[], values: Arguments, formatting: Formatting, count: number): string {
  let text = '';
  for (const part of parts) text += typeof part === 'string' ? part : formatPart(part, values, formatting, count);
  return text;
}

function formatPart(part: Exclude<Part, string>, values: Arguments, formatting: Formatting, count: number): string {
  const [kind] = part;
  if (kind === '#') return formatNumber(count, '', formatting.locale);
  const value = values[part[1]];
  if (value === undefined) return `{${part[1]}}`;
  switch (kind) {
    case 'v':
      return typeof value === 'number' ? formatNumber(value, '', formatting.locale) : String(value);
    case 'n':
      return formatNumber(Number(value), part[2], formatting.locale);
    case 'd':
    case 't':
      return dateTimeFormat(kind, part[2], formatting).format(toDate(value));
    case 's':
      return formatParts(chosen(part[2], String(value)), values, formatting, count);
    default: {
      const shifted = Number(value) - part[3];
      const category = pluralRules(formatting.locale, kind === 'o' ? 'ordinal' : 'cardinal').select(shifted);
      const exact = part[2][`=${Number(value)}`];
      return formatParts(exact ?? chosen(part[2], category), values, formatting, shifted);
    }
  }
}

function chosen(options: Options, name: string): Part[] {
  return options[name] ?? options['other'] ?? [];
}

function toDate(value: Argument): Date {
  return value instanceof Date ? value : new Date(value);
}

function cached<Key extends unknown[], Made>(make: (...key: Key) => Made): (...key: Key) => Made {
  const made = new Map<string, Made>();
  return (...key) => {
    const name = JSON.stringify(key);
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(...key);
    made.set(name, fresh);
    return fresh;
  };
}

export const pluralRules = cached(
  (locale: string, type: Intl.PluralRuleType) => new Intl.PluralRules(locale, { type }),
);

export const numberFormat = cached(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

export const dateFormat = cached(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

/** ICU rounds half to even and groups from four digits on in every language; Intl must be told. */
const likeIcu = { roundingMode: 'halfEven', useGrouping: 'always' } as Intl.NumberFormatOptions;

function formatNumber(value: number, style: Style, locale: string): string {
  if (typeof style === 'object')
    return numberFormat(locale, { ...likeIcu, ...style } as Intl.NumberFormatOptions).format(value);
  if (style === 'integer') return numberFormat(locale, { ...likeIcu, maximumFractionDigits: 0 }).format(value);
  if (style === 'percent') return numberFormat(locale, { ...likeIcu, style: 'percent' }).format(value);
  return numberFormat(locale, likeIcu).format(value);
}

function dateTimeFormat(kind: 'd' | 't', style: Style, { locale, timeZone }: Formatting): Intl.DateTimeFormat {
  if (typeof style === 'object') return dateFormat(locale, { ...style, timeZone });
  const named = style === '' ? 'medium' : (style as 'short' | 'medium' | 'long' | 'full');
  return dateFormat(locale, kind === 'd' ? { dateStyle: named, timeZone } : { timeStyle: named, timeZone });
}
