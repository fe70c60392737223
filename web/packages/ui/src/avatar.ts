// SPDX-License-Identifier: Apache-2.0

const hues = 6;

/** The first letters of the first and the last name: “Sanne de Wit” is SW. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word));
  const letters = words.length < 2 ? words : [words[0], words.at(-1)];
  return letters.map((word) => (word?.match(/\p{L}/u)?.[0] ?? '').toLocaleUpperCase()).join('');
}

/** One of six hues, 1 to 6, always the same for the same name. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (sum % hues) + 1;
}
