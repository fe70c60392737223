// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { changesOf, rebase, textOrNull } from './editing';

const base = { name: 'Sanne', phone: null as string | null, tags: ['sea'] };

it('sends only what was changed', () => {
  expect(changesOf(base, { ...base, tags: ['sea'] })).toEqual({});
  expect(changesOf(base, { ...base, phone: '+31612345678' })).toEqual({ phone: '+31612345678' });
});

it('keeps what was typed and takes over the rest after someone else saved', () => {
  const { draft, both } = rebase(base, { ...base, name: 'Sanne de Wit' }, { ...base, tags: ['sea', 'city'] });
  expect(draft).toEqual({ name: 'Sanne de Wit', phone: null, tags: ['sea', 'city'] });
  expect(both).toEqual([]);
});

it('names what both sides changed, unless they agree', () => {
  const mine = { ...base, name: 'Sanne de Wit', phone: '+31612345678' };
  const theirs = { ...base, name: 'S. de Wit', phone: '+31612345678' };
  expect(rebase(base, mine, theirs)).toEqual({ draft: mine, both: ['name'] });
});

it('reads an empty field as nothing', () => {
  expect(textOrNull('  ')).toBeNull();
  expect(textOrNull(undefined)).toBeNull();
  expect(textOrNull(' Funda ')).toBe('Funda');
});
