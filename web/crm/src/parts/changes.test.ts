// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes';

describe('the body of a change', () => {
  it('holds only what differs', () => {
    expect(changesBetween({ title: 'a', town: 'x', version: 3 }, { title: 'b', town: 'x' })).toEqual({ title: 'b' });
  });

  it('takes absent and null for the same, and no order of members for a change', () => {
    const before = { value: { currency: 'EUR', amount: 5 }, owner_id: undefined };
    expect(changesBetween(before, { value: { amount: 5, currency: 'EUR' }, owner_id: null })).toEqual({});
  });

  it('says when something was emptied', () => {
    expect(changesBetween({ owner_id: 'u1', features: ['pool'] }, { owner_id: null, features: [] })).toEqual({
      owner_id: null,
      features: [],
    });
  });
});
