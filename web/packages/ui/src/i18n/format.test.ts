// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import vectors from '../../../../../locales/vectors/messages.json';
import { compileMessage, messageArguments } from '../../../../build/messages';
import { formatMessage, type Arguments } from './format';
import { languages, type Language } from './languages';

describe('messages', () => {
  it.each(vectors)('$locale: $message makes $expected, as libicu does', ({ message, locale, args, expected }) => {
    const formatting = { locale: languages[locale as Language].locale, timeZone: 'UTC' };
    expect(formatMessage(compileMessage(message), args as unknown as Arguments, formatting)).toBe(expected);
  });

  it('shows the name of an argument that was not given', () => {
    expect(formatMessage(compileMessage('Hello {name}'), {}, { locale: 'en' })).toBe('Hello {name}');
  });

  it('uses the time zone it is given', () => {
    const message = compileMessage('{when, date, long}');
    const values = { when: '2026-06-18T23:30:00Z' };
    expect(formatMessage(message, values, { locale: 'en-GB', timeZone: 'Europe/Amsterdam' })).toBe('19 June 2026');
  });

  it('names the arguments of a message and their types', () => {
    const found = messageArguments('{name} {count, plural, one {#} other {# {place}}} {kind, select, other {}}');
    expect(Object.fromEntries(found)).toEqual({
      name: 'string | number',
      count: 'number',
      place: 'string | number',
      kind: 'string',
    });
  });
});
