// SPDX-License-Identifier: Apache-2.0
import type { Feedback } from '@loggia/api/crm-types';
import { expect, it } from 'vitest';
import { meanStars } from './mean-stars';

const given = (stars: number | null) => ({ stars }) as Feedback;

it('takes the mean of the stars that were given, not of pictures without stars', () => {
  expect(meanStars([given(4), given(null), given(5)])).toBe(4.5);
  expect(meanStars([given(null)])).toBeUndefined();
  expect(meanStars([])).toBeUndefined();
});
