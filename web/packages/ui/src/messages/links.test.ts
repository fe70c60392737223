// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { withLinks } from './links';

const links = (text: string) => withLinks(text).flatMap(({ href }) => href ?? []);

it('finds web addresses, without what ends the sentence', () => {
  expect(links('See https://example.org/a?b=c#d.')).toEqual(['https://example.org/a?b=c#d']);
  expect(links('(https://example.org/x) and https://example.org/y_(z), too')).toEqual([
    'https://example.org/x',
    'https://example.org/y_(z)',
  ]);
  expect(withLinks('Before https://a.example after').map(({ text }) => text)).toEqual([
    'Before ',
    'https://a.example',
    ' after',
  ]);
});

it('makes no link of anything else', () => {
  expect(links('javascript:alert(1) www.example.org mailto:a@b.example http://')).toEqual([]);
  expect(withLinks('')).toEqual([]);
});
