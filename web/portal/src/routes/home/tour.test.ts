// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { stopsOn } from './tour';

it('stops only at what the page has, in this order', () => {
  const page = (...marks: string[]) =>
    ({
      querySelector: (selector: string) => marks.find((mark) => selector.includes(mark)) ?? null,
    }) as unknown as ParentNode;
  expect(stopsOn(page('help', 'feed', 'new', 'overview'))).toEqual(['overview', 'new', 'feed', 'help']);
  expect(stopsOn(page('help', 'overview'))).toEqual(['overview', 'help']);
  expect(stopsOn(page())).toEqual([]);
});
