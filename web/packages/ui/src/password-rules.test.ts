// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { passwordRules, rulesMet } from './password-rules';

describe('rulesMet', () => {
  it('finds every rule met in a good password', () => {
    expect([...rulesMet('Loggia-demo-1')].sort()).toEqual([...passwordRules].sort());
  });

  it('finds none in an empty one', () => {
    expect(rulesMet('').size).toBe(0);
  });

  it('counts characters, not code units', () => {
    expect(rulesMet('🏠🏠🏠🏠').has('length')).toBe(false);
    expect(rulesMet('🏠🏠🏠🏠🏠🏠🏠🏠').has('length')).toBe(true);
  });

  it('knows letters beyond ASCII', () => {
    expect(rulesMet('Ż').has('upper')).toBe(true);
    expect(rulesMet('ø').has('lower')).toBe(true);
    expect(rulesMet('ø').has('special')).toBe(false);
  });

  it('takes a space for a special character', () => {
    expect(rulesMet(' ').has('special')).toBe(true);
  });
});
