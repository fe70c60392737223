// SPDX-License-Identifier: Apache-2.0
// One appointment as a calendar file (RFC 5545). The server's mails carry the same UID, so that none is there twice.

export interface CalendarEntry {
  id: string;
  title: string;
  starts_at: string;
  ends_at: string | null;
  place: string;
  words: string;
  /** The page of the appointment. */
  address: string;
}

export function calendarFile(entry: CalendarEntry, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Loggia//Portal//EN',
    'BEGIN:VEVENT',
    `UID:appointment-${entry.id}@loggia`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(new Date(entry.starts_at))}`,
    entry.ends_at && `DTEND:${stamp(new Date(entry.ends_at))}`,
    `SUMMARY:${escaped(entry.title)}`,
    entry.place && `LOCATION:${escaped(entry.place)}`,
    entry.words && `DESCRIPTION:${escaped(entry.words)}`,
    `URL:${entry.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => `${folded(line as string)}\r\n`)
    .join('');
}

/** Moments in UTC, so that no time zone need be described. */
function stamp(moment: Date): string {
  return `${moment.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

/** At most 75 octets a line, never in the middle of a letter. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const rows: string[] = [];
  let row = '';
  for (const letter of line) {
    const room = rows.length === 0 ? 75 : 74;
    if (encoder.encode(row + letter).length > room) {
      rows.push(row);
      row = '';
    }
    row += letter;
  }
  return [...rows, row].join('\r\n ');
}
