// SPDX-License-Identifier: Apache-2.0

/** How people are spoken of among those who know each other. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
