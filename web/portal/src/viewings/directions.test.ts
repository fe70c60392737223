// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { directionsTo } from './directions';

const villa = { latitude: 38.7894, longitude: 0.1669, address: 'Carrer de les Garrofes 14, Jávea' };
const unknown = { latitude: null, longitude: null, address: 'Zeeweg 3, Bergen & Zee' };

it('lead to the maps of the device', () => {
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)';
  const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)';
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
  expect(directionsTo(villa, iphone)).toBe('https://maps.apple.com/?daddr=38.7894,0.1669&dirflg=d');
  expect(directionsTo(villa, android)).toBe(
    'geo:38.7894,0.1669?q=38.7894,0.1669(Carrer%20de%20les%20Garrofes%2014%2C%20J%C3%A1vea)',
  );
  expect(directionsTo(villa, windows)).toBe('https://www.openstreetmap.org/directions?to=38.7894%2C0.1669');
});

it('go by the address when no coordinates are known', () => {
  expect(directionsTo(unknown, 'Android')).toBe('geo:0,0?q=Zeeweg%203%2C%20Bergen%20%26%20Zee');
  expect(directionsTo(unknown, 'Macintosh')).toBe(
    'https://maps.apple.com/?daddr=Zeeweg%203%2C%20Bergen%20%26%20Zee&dirflg=d',
  );
  expect(directionsTo(unknown, 'X11; Linux')).toBe(
    'https://www.openstreetmap.org/search?query=Zeeweg%203%2C%20Bergen%20%26%20Zee',
  );
});
