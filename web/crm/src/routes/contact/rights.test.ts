// SPDX-License-Identifier: Apache-2.0
import type { LevelMeaning, Right } from '@loggia/api/crm-types';
import { describe, expect, it } from 'vitest';
import { additionsOf, choiceOf, effectiveRights, hindranceOf, rightsBody, rightsDraft, withChoice } from './rights';

const basic: Right[] = ['properties', 'documents', 'download', 'messages', 'invoices'];

describe('rights of an access', () => {
  it('are those of the level, with single ones added and taken', () => {
    const overrides = [
      { right: 'notes' as const, allowed: true },
      { right: 'invoices' as const, allowed: false },
    ];
    expect([...effectiveRights(basic, overrides)].sort()).toEqual([
      'documents',
      'download',
      'messages',
      'notes',
      'properties',
    ]);
  });

  it('lose what makes no sense without another one, and say which', () => {
    const overrides = [
      { right: 'documents' as const, allowed: false },
      { right: 'upload' as const, allowed: true },
    ];
    expect(effectiveRights(basic, overrides).has('download')).toBe(false);
    expect(hindranceOf('upload', basic, overrides)).toBe('documents');
    expect(hindranceOf('download', basic, overrides)).toBe('documents');
    expect(hindranceOf('schedule', basic, overrides)).toBeUndefined();
    expect(hindranceOf('messages', basic, overrides)).toBeUndefined();
  });

  it('are chosen in three states', () => {
    const denied = withChoice([], 'notes', 'denied');
    expect(choiceOf('notes', denied)).toBe('denied');
    const allowed = withChoice(denied, 'notes', 'allowed');
    expect(allowed).toEqual([{ right: 'notes', allowed: true }]);
    expect(withChoice(allowed, 'notes', 'level')).toEqual([]);
    expect(choiceOf('notes', [])).toBe('level');
  });
});

it('tells a level by what it adds to the one before', () => {
  const levels: LevelMeaning[] = [
    { level: 'basic', rights: ['messages'] },
    { level: 'standard', rights: ['messages', 'send_messages'] },
    { level: 'extended', rights: ['notes'] },
  ];
  const additions = additionsOf(levels);
  expect(additions.get('basic')).toEqual({ after: undefined, rights: ['messages'] });
  expect(additions.get('standard')).toEqual({ after: 'basic', rights: ['send_messages'] });
  expect(additions.get('extended')).toEqual({ after: undefined, rights: ['notes'] });
});

it('are not sent with days that are no number', () => {
  expect(rightsBody({ ...rightsDraft(), days: 'ten' })).toBeUndefined();
  expect(rightsBody(rightsDraft())).toEqual({
    level: 'standard',
    overrides: [],
    company_scope: [],
    retention_days: null,
  });
});
