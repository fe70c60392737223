// SPDX-License-Identifier: Apache-2.0
import type { FeedbackMedia } from '@loggia/api/portal-types';
import type { PhotoRef } from '@loggia/ui/photo';

/** A picture that came with feedback, as the components for photos take it. */
export function photoOf({ id, url, width, height, colour, widths }: FeedbackMedia): PhotoRef {
  return { id, url, width: width ?? 1, height: height ?? 1, colour, widths };
}
