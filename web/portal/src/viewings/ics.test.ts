// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { calendarFile } from './ics';

const entry = {
  id: '0K3V8Q2M1ZX9T',
  title: 'Viewing: Finca Son Olivar',
  starts_at: '2026-10-25T09:00:00Z',
  ends_at: '2026-10-25T10:00:00Z',
  place: 'Camí de l’Olivar 3; 03720, Benissa',
  words: 'Ring the left bell.\nLucía waits at the gate.',
  address: 'https://portal.example/vesper/appointments/0K3V8Q2M1ZX9T',
};
const now = new Date('2026-10-01T08:00:00Z');

it('is a calendar with one event, its text escaped', () => {
  const lines = calendarFile(entry, now).replace(/\r\n /g, '').split('\r\n');
  expect(lines).toContain('UID:appointment-0K3V8Q2M1ZX9T@loggia');
  expect(lines).toContain('DTSTART:20261025T090000Z');
  expect(lines).toContain('DTEND:20261025T100000Z');
  expect(lines).toContain('LOCATION:Camí de l’Olivar 3\\; 03720\\, Benissa');
  expect(lines).toContain('DESCRIPTION:Ring the left bell.\\nLucía waits at the gate.');
  expect(lines.at(-1)).toBe('');
});

it('folds lines by octets, and leaves out what is not known', () => {
  const text = calendarFile({ ...entry, words: 'í'.repeat(200), ends_at: null, place: '' }, now);
  expect(text).not.toContain('DTEND');
  expect(text).not.toContain('LOCATION');
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replace(/\r\n /g, '')).toContain(`DESCRIPTION:${'í'.repeat(200)}\r\n`);
});
