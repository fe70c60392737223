// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { largestWidth, middleWidth, photosBelow, sourceSet } from './photo';

const photo = { id: '0K3', width: 3000, height: 2000, widths: [480, 960, 1920] };

it('offers each width that is served', () => {
  expect(sourceSet(photo, photosBelow('/api/v1/photos'), 'webp')).toBe(
    '/api/v1/photos/0K3/480.webp 480w, /api/v1/photos/0K3/960.webp 960w, /api/v1/photos/0K3/1920.webp 1920w',
  );
  expect(middleWidth(photo)).toBe(960);
  expect(largestWidth(photo)).toBe(1920);
});

it('finds a photo that lies elsewhere', () => {
  const sent = { ...photo, url: '/api/v1/portal/appointments/0A1/feedback/media/7c' };
  expect(photosBelow('/api/v1/photos')(sent, 480, 'jpg')).toBe(`${sent.url}/480.jpg`);
});
