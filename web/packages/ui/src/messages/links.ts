// SPDX-License-Identifier: Apache-2.0

export interface Part {
  text: string;
  href?: string;
}

/** Only addresses that say so themselves: nobody is led by accident to where a typing error points. */
const address = /https?:\/\/[^\s<>"]+/gi;
/** What ends a sentence ends no address. */
const after = /[.,;:!?'”’»\]]+$/;

/** A text in parts, with the web addresses apart. */
export function withLinks(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = trimmed(found);
    if (!URL.canParse(href)) continue;
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: href, href });
    at = index + href.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

function trimmed(found: string): string {
  let href = found.replace(after, '');
  // A bracket belongs to the address only with its other half.
  while (href.endsWith(')') && href.split(')').length > href.split('(').length)
    href = href.slice(0, -1).replace(after, '');
  return href;
}
