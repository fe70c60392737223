// SPDX-License-Identifier: Apache-2.0
import File from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import FileText from '@lucide/svelte/icons/file-text';
import Image from '@lucide/svelte/icons/image';
import Mic from '@lucide/svelte/icons/mic';
import { number } from '../i18n/formats';
import type { Icon } from '../icon';

const icons: [RegExp, Icon][] = [
  [/^image\//, Image],
  [/^audio\//, Mic],
  [/zip/, FileArchive],
  [/spreadsheet|csv|excel/, FileSpreadsheet],
  [/pdf|word|text/, FileText],
];

export function iconOf(mediaType: string): Icon {
  return icons.find(([pattern]) => pattern.test(mediaType))?.[1] ?? File;
}

/** `340 kB`, `2.4 MB` */
export function sizeText(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = unit === 'megabyte' && value < 10 ? 1 : 0;
  return number(Math.max(value, 1), { style: 'unit', unit, maximumFractionDigits: digits });
}
