// SPDX-License-Identifier: Apache-2.0

/** `mailto:` with a subject (RFC 6068). */
export function mailTo(address: string, subject?: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}${subject ? `?subject=${encodeURIComponent(subject)}` : ''}`;
}
