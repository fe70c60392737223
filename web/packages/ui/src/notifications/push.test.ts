// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { abilityOf } from './push';

const chrome = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0',
  maxTouchPoints: 0,
  standalone: false,
  hasPush: true,
  permission: 'default' as NotificationPermission,
};
const iPhone = { ...chrome, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/604.1', maxTouchPoints: 5 };
const iPad = { ...iPhone, userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1' };

it('tells whether a browser can be pushed to, and what stands in the way', () => {
  expect(abilityOf(chrome)).toBe('off');
  expect(abilityOf({ ...chrome, permission: 'denied' })).toBe('blocked');
  expect(abilityOf({ ...chrome, hasPush: false })).toBe('unsupported');
  for (const apple of [iPhone, iPad]) {
    expect(abilityOf({ ...apple, hasPush: false })).toBe('home_screen');
    expect(abilityOf({ ...apple, standalone: true })).toBe('off');
  }
  expect(abilityOf({ ...iPad, maxTouchPoints: 0, hasPush: false })).toBe('unsupported');
});
