// SPDX-License-Identifier: Apache-2.0
import type { Attachment } from '@loggia/api/conversation-types';
import { largestWidth, photosBelow, type PhotoRef } from '../photo';

/** An attached image as a photo: its widths lie beside its content. Undefined for what is none. */
export function asPhoto({ id, name, url, image }: Attachment): PhotoRef | undefined {
  return image ? { ...image, id, alt: name, url: url.replace(/\/content$/, '') } : undefined;
}

const address = photosBelow('');

/** In the full-screen viewer. */
export async function openImages(photos: readonly PhotoRef[], label: string, index = 0): Promise<void> {
  const { openViewer } = await import('../photo-viewer');
  const slides = photos.map((photo) => ({
    src: address(photo, largestWidth(photo), 'webp'),
    width: photo.width,
    height: photo.height,
    alt: photo.alt ?? label,
  }));
  openViewer(slides, index, label);
}
