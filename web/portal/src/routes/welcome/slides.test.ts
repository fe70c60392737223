// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { slidesFor } from './slides';

it('tells of homes only to those who may see them', () => {
  expect(slidesFor(() => true).map(({ name }) => name)).toEqual(['rate', 'agent', 'seen']);
  expect(slidesFor((right) => right !== 'properties').map(({ name }) => name)).toEqual(['agent']);
});
