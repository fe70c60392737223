// SPDX-License-Identifier: Apache-2.0

/** The server's SVG as the address of a picture: in an `img` it can run nothing and fetch nothing. */
export function pictureOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** `JBSW Y3DP EHPK`: groups of four are read off a screen without losing one's place. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}
