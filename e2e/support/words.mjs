// SPDX-License-Identifier: Apache-2.0
// The texts of locales/, formatted: tests find things by the words people read, and no word is written twice.
import { compileMessage, readCatalogue } from '../../web/build/messages.js';

const catalogues = new Map();

function catalogue(language) {
  if (!catalogues.has(language)) catalogues.set(language, readCatalogue(language));
  return catalogues.get(language);
}

/** @returns {(key: string, values?: Record<string, string | number>) => string} the `t` of a language */
export function wordsIn(language) {
  return (key, values = {}) => {
    const message = catalogue(language)[key] ?? catalogue('en')[key];
    if (message === undefined) throw new Error(`locales/en.json has no "${key}"`);
    const compiled = compileMessage(message);
    return typeof compiled === 'string' ? compiled : format(compiled, values, language, 0);
  };
}

function format(parts, values, language, count) {
  const say = (part) => {
    if (typeof part === 'string') return part;
    const [kind, name, options] = part;
    if (kind === '#') return number(count, language);
    const value = values[name];
    if (value === undefined) throw new Error(`the message needs a value for "${name}"`);
    if (kind === 'v') return typeof value === 'number' ? number(value, language) : value;
    if (kind === 'n') return number(value, language);
    if (kind === 's') return format(options[value] ?? options.other, values, language, count);
    if (kind === 'p') {
      const category = new Intl.PluralRules(language).select(value);
      return format(options[`=${value}`] ?? options[category] ?? options.other, values, language, value);
    }
    throw new Error(`messages with a part of kind "${kind}" have no use in tests yet`);
  };
  return parts.map(say).join('');
}

function number(value, language) {
  return new Intl.NumberFormat(language, { useGrouping: 'always' }).format(value);
}

/**
 * What stands on the page in English although another language was chosen: the words of a key whose translation differs.
 * @param {string[]} texts what the page shows, one text of an element each
 */
export function englishAmong(texts, language) {
  const [english, translated] = [catalogue('en'), catalogue(language)];
  const ours = new Set(Object.values(translated));
  const theirs = new Set(
    Object.entries(english)
      .filter(([key, message]) => translated[key] !== message && !message.includes('{') && !ours.has(message))
      .map(([, message]) => message),
  );
  return texts.filter((text) => theirs.has(text.trim()));
}
