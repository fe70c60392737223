// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { OfferedProperty } from '@loggia/api/crm-types';
import { passes, statusesOpenTo } from './offer-words';

const offer = (status: OfferedProperty['status']) => ({ status }) as OfferedProperty;

describe('an offered home', () => {
  it('waits until the client said something', () => {
    expect(passes(offer('to_review'), 'waiting')).toBe(true);
    expect(passes(offer('interested'), 'waiting')).toBe(false);
  });

  it('is positive when it is liked before or after the viewing', () => {
    expect((['interested', 'approved'] as const).every((status) => passes(offer(status), 'positive'))).toBe(true);
    expect((['rejected', 'viewed', 'to_review'] as const).some((status) => passes(offer(status), 'positive'))).toBe(
      false,
    );
  });

  it('can be approved only after the viewing, and not set to what it is', () => {
    expect(statusesOpenTo('to_review')).toEqual(['interested', 'rejected', 'viewed']);
    expect(statusesOpenTo('viewed')).toEqual(['to_review', 'approved', 'rejected']);
  });
});
