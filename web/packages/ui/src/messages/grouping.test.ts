// SPDX-License-Identifier: Apache-2.0
import type { Message } from '@loggia/api/conversation-types';
import { describe, expect, it } from 'vitest';
import { byDayAndAuthor, mergeMessages, stillWaiting } from './grouping';
import type { WaitingMessage } from './waiting';

function message(id: string, at: string, changes: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: 'c1',
    client_id: `client-${id}`,
    author_kind: 'staff',
    author_id: 'marit',
    author_name: 'Marit Vesper',
    on_behalf_of_name: null,
    text: id,
    attachments: [],
    at,
    read_at: null,
    ...changes,
  };
}
const byClient = { author_kind: 'contact', author_id: 'sanne', author_name: 'Sanne de Wit' } as const;
const dayOf = (at: string) => at.slice(0, 10);
const shape = (messages: Message[]) =>
  byDayAndAuthor(messages, dayOf).map(({ runs }) => runs.map((run) => run.messages.map(({ id }) => id).join()));

describe('the messages of a conversation', () => {
  it('stand by day, then by who wrote them in one go', () => {
    expect(
      shape([
        message('a', '2026-06-16T17:47:00Z'),
        message('b', '2026-06-16T17:48:00Z'),
        message('c', '2026-06-16T18:02:00Z', byClient),
        message('d', '2026-06-17T14:21:00Z'),
      ]),
    ).toEqual([['a,b', 'c'], ['d']]);
  });

  it('begin a new run after a silence, another hand, and where reading ended', () => {
    expect(shape([message('a', '2026-06-16T10:00:00Z'), message('b', '2026-06-16T10:30:00Z')])).toEqual([['a', 'b']]);
    expect(
      shape([message('a', '2026-06-16T10:00:00Z'), message('b', '2026-06-16T10:01:00Z', { author_id: 'lucia' })]),
    ).toEqual([['a', 'b']]);
    expect(
      shape([
        message('a', '2026-06-16T10:00:00Z', { read_at: '2026-06-16T11:00:00Z' }),
        message('b', '2026-06-16T10:01:00Z'),
      ]),
    ).toEqual([['a', 'b']]);
  });

  it('merge into one row without doubles, whatever came first', () => {
    const old = [message('a', '2026-06-16T10:00:00Z'), message('b', '2026-06-16T10:01:00Z')];
    const merged = mergeMessages(old, [
      message('c', '2026-06-16T10:02:00Z'),
      message('b', '2026-06-16T10:01:00Z', { text: 'as it is now' }),
    ]);
    expect(merged.map(({ id, text }) => `${id}:${text}`)).toEqual(['a:a', 'b:as it is now', 'c:c']);
    expect(mergeMessages([message('z', '2026-06-16T10:00:00Z')], [message('y', '2026-06-16T10:00:00Z')])[0]?.id).toBe(
      'y',
    );
  });

  it('are read up to one, also those that were fetched before it was', () => {
    const read = { read_at: '2026-06-16T12:00:00Z' };
    const merged = mergeMessages(
      [message('a', '2026-06-16T10:00:00Z', byClient), message('b', '2026-06-16T10:01:00Z')],
      [message('c', '2026-06-16T10:02:00Z', { ...byClient, ...read }), message('d', '2026-06-16T10:03:00Z', byClient)],
    );
    expect(merged.map(({ read_at }) => read_at !== null)).toEqual([true, false, true, false]);
  });

  it('do not show twice what was on its way', () => {
    const waiting = ['client-a', 'client-b'].map((client_id) => ({ client_id }) as WaitingMessage);
    const left = stillWaiting(waiting, [message('a', '2026-06-16T10:00:00Z')]);
    expect(left.map(({ client_id }) => client_id)).toEqual(['client-b']);
  });
});
