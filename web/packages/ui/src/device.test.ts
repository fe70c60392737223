// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { deviceOf, isPhone } from './device';

it('names browser and system as people call them', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
  expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows' });
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1';
  expect(deviceOf(iphone)).toEqual({ browser: 'Safari', system: 'iPhone' });
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  expect(deviceOf(firefox)).toEqual({ browser: 'Firefox', system: 'Linux' });
});

it('says nothing of what it does not know', () => {
  expect(deviceOf('curl/8.5')).toEqual({ browser: undefined, system: undefined });
});

it('tells a phone from a tablet or a computer', () => {
  expect(isPhone('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe(true);
  expect(isPhone('Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36')).toBe(true);
  expect(isPhone('Mozilla/5.0 (Linux; Android 15; SM-X710) Chrome/140.0 Safari/537.36')).toBe(false);
});
