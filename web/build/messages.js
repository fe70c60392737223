// SPDX-License-Identifier: Apache-2.0
// Reads the ICU catalogues of locales/ and turns them into the compact form that packages/ui/src/i18n/format.ts runs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

export const languages = ['en', 'nl', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'sv', 'no'];
export const namespaces = {
  portal: ['common', 'ui', 'portal', 'notification'],
  crm: ['common', 'ui', 'notification', 'activity', 'crm', 'feed_note', 'feed_refusal'],
};
/** What the portal's home does without: fetched right after the first screen, before any other page shows. */
const later = {
  portal: new RegExp(
    [
      String.raw`^common\.(appointment|problem|property\.(feature|purpose|type)|reason|stage)\.`,
      String.raw`^common\.(add|back|edit|email|password|remove|save|search|sign_in|sign_out)$`,
      String.raw`^ui\.(breadcrumbs|field|language|password|selected|steps)\b`,
      String.raw`^ui\.(command|shortcut|gallery|proof|theme|voice|camera|messages|notifications)\.`,
      String.raw`^notification\.`,
      String.raw`^common\.nav\.(?!main|home|properties|appointments|messages|profile)`,
      // Of the portal's own texts, all but the home page's and its cards'.
      String.raw`^portal\.(?!home|favourite|verdict)`,
      String.raw`^portal\.home\.(all_steps|expected|first_|next|plain_|progress|step)`,
      String.raw`^portal\.verdict\.(approve|ask|edit_|may_|next|seen|yours)`,
    ].join('|'),
  ),
  crm: /^(?!)/,
};
export const localesFolder = fileURLToPath(new URL('../../locales/', import.meta.url));

export function cataloguePath(language) {
  return `${localesFolder}${language}.json`;
}

/** The catalogue of a language as a flat object: `{"common.save": "Save"}`. */
export function readCatalogue(language) {
  const flat = {};
  const collect = (node, prefix) => {
    for (const [name, value] of Object.entries(node)) {
      const key = prefix === '' ? name : `${prefix}.${name}`;
      if (typeof value === 'string') flat[key] = value;
      else collect(value, key);
    }
  };
  collect(JSON.parse(readFileSync(cataloguePath(language), 'utf8')), '');
  return flat;
}

export function parseMessage(message) {
  return parse(message, { ignoreTag: true, requiresOtherClause: true });
}

/** A message as a string when it has no arguments, else as a list of strings and of `[kind, argument, …]` parts. */
export function compileMessage(message) {
  const parts = compileParts(parseMessage(message));
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts;
}

function compileParts(elements) {
  return elements.map((element) => {
    switch (element.type) {
      case TYPE.literal:
        return element.value;
      case TYPE.argument:
        return ['v', element.value];
      case TYPE.pound:
        return ['#'];
      case TYPE.number:
        return ['n', element.value, compileStyle(element.style)];
      case TYPE.date:
        return ['d', element.value, compileStyle(element.style)];
      case TYPE.time:
        return ['t', element.value, compileStyle(element.style)];
      case TYPE.select:
        return ['s', element.value, compileOptions(element.options)];
      case TYPE.plural:
        return [
          element.pluralType === 'ordinal' ? 'o' : 'p',
          element.value,
          compileOptions(element.options),
          element.offset,
        ];
      default:
        throw new Error(`a part of kind ${element.type} is not supported`);
    }
  });
}

/** A named style stays a word (`integer`, `long`); a skeleton becomes the options of Intl. */
function compileStyle(style) {
  if (style === undefined || style === null) return '';
  return typeof style === 'string' ? style : style.parsedOptions;
}

function compileOptions(options) {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, compileParts(value)]));
}

/** The arguments of a message with the TypeScript type each takes; used to write the types of t(). */
export function messageArguments(message) {
  const found = new Map();
  const note = (name, type) =>
    found.set(name, found.has(name) && found.get(name) !== type ? narrower(found.get(name), type) : type);
  const visit = (elements) => {
    for (const element of elements) {
      if (element.type === TYPE.argument) note(element.value, 'string | number');
      if (element.type === TYPE.number || element.type === TYPE.plural) note(element.value, 'number');
      if (element.type === TYPE.date || element.type === TYPE.time) note(element.value, 'Date | number | string');
      if (element.type === TYPE.select) note(element.value, 'string');
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(parseMessage(message));
  return found;
}

function narrower(first, second) {
  return first === 'string | number' ? second : first;
}

/**
 * The messages one app needs in one language, those of its first screen or the rest. A key that a translation lacks
 * falls back to English.
 * @param {'portal' | 'crm'} app
 * @param {string} language
 * @param {'first' | 'rest'} part
 */
export function compileCatalogue(app, language, part) {
  const english = readCatalogue('en');
  const translated = language === 'en' ? english : readCatalogue(language);
  const compiled = {};
  for (const [key, message] of Object.entries(english)) {
    if (!namespaces[app].includes(key.split('.')[0]) || later[app].test(key) !== (part === 'rest')) continue;
    try {
      compiled[key] = compileMessage(translated[key] ?? message);
    } catch (error) {
      throw new Error(`locales/${language}.json, "${key}": ${error.message}`, { cause: error });
    }
  }
  return compiled;
}
