// SPDX-License-Identifier: Apache-2.0
import type { Feedback } from '@loggia/api/crm-types';

/** The mean of the stars that were given; undefined while there are none. */
export function meanStars(feedback: readonly Feedback[]): number | undefined {
  const given = feedback.flatMap(({ stars }) => stars ?? []);
  return given.length === 0 ? undefined : given.reduce((sum, stars) => sum + stars, 0) / given.length;
}
