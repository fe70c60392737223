// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { clock } from './clock';
import { peaksOf } from './wave';

it('measures each part against the loudest', () => {
  expect(peaksOf(new Float32Array([0, 0, 0.5, -0.5, 0.25, 0.25]), 3)).toEqual([0, 1, 0.5]);
});

it('leaves silence flat and survives less than a sample per part', () => {
  expect(peaksOf(new Float32Array(8), 4)).toEqual([0, 0, 0, 0]);
  expect(peaksOf(new Float32Array([0.2]), 4)).toEqual([0, 0, 0, 1]);
});

it('writes lengths as players do', () => {
  expect(clock(7.9)).toBe('0:07');
  expect(clock(252)).toBe('4:12');
  expect(clock(Number.POSITIVE_INFINITY)).toBe('0:00');
});
