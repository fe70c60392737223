// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'svelte';

/** A photo as the API names it: the size of the original, and the widths it is served in, ascending. */
export interface PhotoRef {
  id: string;
  width: number;
  height: number;
  /** `#rrggbb`, shown until the photo is there. */
  colour?: string | null;
  widths: readonly number[];
  alt?: string | null;
  /** Below which it lies, when that is not where the app's photos are: `/api/v1/…/media/<id>`. */
  url?: string | null;
}

export type PhotoFormat = 'webp' | 'jpg';

/** Where a photo is fetched in a width and format. Each app has its own addresses, and provides them once. */
export type PhotoAddress = (photo: PhotoRef, width: number, format: PhotoFormat) => string;

export const [usePhotoAddress, providePhotoAddress] = createContext<PhotoAddress>();

/** The addresses below one folder: `/api/v1/photos` for staff. */
export function photosBelow(root: string): PhotoAddress {
  return (photo, width, format) => `${photo.url ?? `${root}/${photo.id}`}/${width}.${format}`;
}

/** `…/480.webp 480w, …/960.webp 960w` */
export function sourceSet(photo: PhotoRef, address: PhotoAddress, format: PhotoFormat): string {
  return photo.widths.map((width) => `${address(photo, width, format)} ${width}w`).join(', ');
}

/** The width for browsers that cannot choose: the middle one. */
export function middleWidth(photo: PhotoRef): number {
  return photo.widths[Math.floor((photo.widths.length - 1) / 2)] ?? photo.width;
}

export function largestWidth(photo: PhotoRef): number {
  return photo.widths.at(-1) ?? photo.width;
}
