// SPDX-License-Identifier: Apache-2.0
import type { PhotoAddress, PhotoRef } from '@loggia/ui/photo';

/** Drawings that stand for photos on the component page, so that it needs no server. The id is the hue. */
export function drawnPhoto(alt: string, hue: number): PhotoRef {
  return { id: String(hue), alt, width: 1920, height: 1440, colour: '#cccccc', widths: [480, 960, 1920] };
}

export const drawnAddress: PhotoAddress = ({ id: hue }) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 360"><path fill="oklch(0.8 0.06 ${hue})" d="M0 0h480v360H0z"/><path fill="oklch(0.55 0.07 ${hue})" d="M0 360V250l160-90 120 70 90-50 110 70v110z"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};
