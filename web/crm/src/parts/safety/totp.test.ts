// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { inGroups, pictureOf } from './totp';

it('keeps an SVG whole within an address, marks and accents included', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>é # % "</title></svg>';
  const address = pictureOf(svg);
  expect(address).toMatch(/^data:image\/svg\+xml;charset=utf-8,[^<>"#]*$/);
  expect(decodeURIComponent(address.slice(address.indexOf(',') + 1))).toBe(svg);
});

it('shows a secret in groups of four', () => {
  expect(inGroups('JBSWY3DPEHPK3')).toBe('JBSW Y3DP EHPK 3');
  expect(inGroups('')).toBe('');
});
