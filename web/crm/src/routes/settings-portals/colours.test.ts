// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { isColour, textContrast, themes } from './colours';

it('tells the contrast of the text on a colour', () => {
  expect(textContrast('#ffffff')).toBeCloseTo(21, 5);
  expect(textContrast('#000000')).toBeCloseTo(21, 5);
  expect(textContrast('#1c5a45')).toBeCloseTo(8.1, 1);
  expect(textContrast('#f0a85c')).toBeCloseTo(10.5, 1);
});

it('finds every ready-made colour readable', () => {
  for (const theme of Object.values(themes))
    for (const colour of Object.values(theme)) {
      expect(isColour(colour)).toBe(true);
      expect(textContrast(colour)).toBeGreaterThan(4.5);
    }
});

it('knows a colour from half a colour', () => {
  expect(isColour('#1C5A45')).toBe(true);
  expect(isColour('#1c5')).toBe(false);
  expect(isColour('green')).toBe(false);
});
