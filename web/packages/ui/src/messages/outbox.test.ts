// SPDX-License-Identifier: Apache-2.0
import { ApiProblem, OfflineError } from '@loggia/api';
import type { Message } from '@loggia/api/conversation-types';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isFinal, Outbox } from './outbox.svelte';
import { MemoryShelf } from './shelf';
import type { WaitingMessage } from './waiting';

const problem = (status: number) => new ApiProblem(status, `http_${status}`, 'No.', {}, undefined);

class Server {
  taken: string[] = [];
  online = true;
  refuse = new Map<string, number>();
  slow: Promise<void> = Promise.resolve();

  deliver = async ({ client_id, text, conversation }: WaitingMessage): Promise<Message> => {
    await this.slow;
    if (!this.online) throw new OfflineError(undefined);
    const status = this.refuse.get(text);
    if (status !== undefined) throw problem(status);
    this.taken.push(text);
    return { id: `m-${text}`, client_id, text, conversation_id: conversation } as Message;
  };
}

let shelf: MemoryShelf;
let server: Server;
/** A page is closed, and what it had begun came to nothing. */
const closed = (close: () => void) => (close(), new Promise((done) => setTimeout(done)));
const open = (owner = 'sanne') => new Outbox(owner, Promise.resolve(shelf), server.deliver);

beforeEach(() => {
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, vi.fn());
  vi.stubGlobal('navigator', {});
  shelf = new MemoryShelf();
  server = new Server();
});

describe('messages on their way', () => {
  it('go in the order they were written, each once', async () => {
    const outbox = open();
    await outbox.add('c1', 'one', []);
    await outbox.add('c1', 'two', []);
    await outbox.add('c2', 'three', []);
    await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
    await outbox.flush();
    expect(server.taken).toEqual(['one', 'two', 'three']);
    expect(outbox.messages).toEqual([]);
    expect(await shelf.messages('sanne')).toEqual([]);
  });

  it('wait without a network, and are sent when the browser is opened again', async () => {
    server.online = false;
    const before = open();
    const close = before.start();
    await before.add('c1', 'one', []);
    await before.add('c1', 'two', []);
    await before.flush();
    await closed(close);
    expect(before.of('c1').map(({ text }) => text)).toEqual(['one', 'two']);
    expect(server.taken).toEqual([]);

    server.online = true;
    const after = open();
    await after.flush();
    expect(server.taken).toEqual(['one', 'two']);
    expect(after.messages).toEqual([]);
  });

  it('keep the name the server knows them by, so that an answer that got lost makes no second one', async () => {
    const outbox = open();
    server.online = false;
    await outbox.add('c1', 'one', []);
    await outbox.flush();
    const [kept] = await shelf.messages('sanne');
    const again = (await open().flush(), (await shelf.messages('sanne'))[0]);
    expect(again?.client_id).toBe(kept?.client_id);
  });

  it('are not sent by a second tab that waited for its turn', async () => {
    let letGo = () => {};
    server.slow = new Promise((done) => (letGo = done));
    let turn: Promise<void> = Promise.resolve();
    const locks = { request: (_: string, work: () => Promise<void>) => (turn = turn.then(work)) };
    vi.stubGlobal('navigator', { locks });
    const [first, second] = [open(), open()];
    await first.add('c1', 'one', []);
    const both = [first.flush(), second.flush()];
    letGo();
    await Promise.all(both);
    expect(server.taken).toEqual(['one']);
  });

  it('that are refused stay with the reason, and do not hold up the others', async () => {
    server.refuse.set('one', 422);
    const outbox = open();
    await outbox.add('c1', 'one', []);
    await outbox.add('c1', 'two', []);
    await outbox.flush();
    await outbox.flush();
    expect(server.taken).toEqual(['two']);
    expect(outbox.messages.map(({ text, refused }) => [text, refused !== undefined])).toEqual([['one', true]]);

    server.refuse.clear();
    await outbox.retry(outbox.messages[0]?.client_id ?? '');
    await outbox.flush();
    expect(server.taken).toEqual(['two', 'one']);
  });

  it('hold up those behind them while the server is at fault', async () => {
    server.refuse.set('one', 503);
    const outbox = open();
    await outbox.add('c1', 'one', []);
    await outbox.add('c1', 'two', []);
    await outbox.flush();
    expect(server.taken).toEqual([]);
    server.refuse.clear();
    await outbox.flush();
    await outbox.flush();
    expect(server.taken).toEqual(['one', 'two']);
  });

  it('can be thrown away', async () => {
    server.refuse.set('one', 403);
    const outbox = open();
    await outbox.add('c1', 'one', []);
    await outbox.flush();
    await outbox.drop(outbox.messages[0]?.client_id ?? '');
    expect(outbox.messages).toEqual([]);
    expect(await shelf.messages('sanne')).toEqual([]);
  });

  it('of one person are nobody else’s', async () => {
    server.online = false;
    const hers = open('sanne');
    const close = hers.start();
    await hers.add('c1', 'one', []);
    await hers.flush();
    await closed(close);
    server.online = true;
    await open('mark').flush();
    expect(server.taken).toEqual([]);
  });

  it('tell the page of what the server made of them before they are gone', async () => {
    const outbox = open();
    const seen: [string, number][] = [];
    outbox.onSent(({ text }) => seen.push([text, outbox.messages.length]));
    await outbox.add('c1', 'one', []);
    await outbox.flush();
    expect(seen).toEqual([['one', 1]]);
  });
});

describe('a no', () => {
  it('is final unless it passes by itself', () => {
    expect([400, 403, 404, 409, 413, 422].map((status) => isFinal(problem(status)))).not.toContain(false);
    expect([401, 408, 425, 429, 500, 503].map((status) => isFinal(problem(status)))).not.toContain(true);
    expect(isFinal(new OfflineError(undefined))).toBe(false);
    expect(isFinal(undefined)).toBe(false);
  });
});
