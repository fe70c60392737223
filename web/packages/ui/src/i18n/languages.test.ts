// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  compileCatalogue,
  languages as builtLanguages,
  messageArguments,
  readCatalogue,
} from '../../../../build/messages';
import { detectLanguage, languageCodes, matchLanguage } from './languages';

describe('languages', () => {
  it('finds the language of a tag', () => {
    expect(matchLanguage('nl-BE')).toBe('nl');
    expect(matchLanguage('nb-NO')).toBe('no');
    expect(matchLanguage('nn')).toBe('no');
    expect(matchLanguage('ja')).toBeUndefined();
    expect(matchLanguage(undefined)).toBeUndefined();
  });

  it('prefers the remembered choice, then the browser’s order, then English', () => {
    expect(detectLanguage('pl', ['de'])).toBe('pl');
    expect(detectLanguage(null, ['ja', 'sv-SE', 'en'])).toBe('sv');
    expect(detectLanguage(null, ['ja'])).toBe('en');
  });

  it('are the same ten at build time and at run time', () => {
    expect(builtLanguages).toEqual(languageCodes);
  });
});

describe('catalogues', () => {
  const english = readCatalogue('en');

  it.each(languageCodes)('%s has the keys of English, with the same arguments', (language) => {
    const catalogue = readCatalogue(language);
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(catalogue))
      expect([key, ...[...messageArguments(message).keys()].sort()]).toEqual([
        key,
        ...[...messageArguments(english[key] ?? '').keys()].sort(),
      ]);
  });

  it('give each app its own namespaces and the shared ones', () => {
    const portal = [
      ...Object.keys(compileCatalogue('portal', 'nl', 'first')),
      ...Object.keys(compileCatalogue('portal', 'nl', 'rest')),
    ];
    expect(portal).toContain('common.save');
    expect(new Set(portal).size).toBe(portal.length);
    expect(portal.filter((key) => key.startsWith('crm.') || key.startsWith('mail.'))).toEqual([]);
  });
});
