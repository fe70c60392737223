// SPDX-License-Identifier: Apache-2.0
import { ApiProblem, OfflineError } from '@loggia/api/problem';
import type { Feedback } from '@loggia/api/portal-types';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Keeping, Unsent } from './keeping';
import { Outbox } from './outbox.svelte';

const owner = 'vesper:0C1';
const picture = new Blob(['x'], { type: 'image/jpeg' });
const answer = { id: '0F1' } as Feedback;

/** What a browser keeps, as long as the test lasts. */
function memory(): Keeping & { items: Map<string, Unsent> } {
  const items = new Map<string, Unsent>();
  return {
    items,
    unsent: (of) => Promise.resolve([...items.values()].filter((each) => each.owner === of)),
    has: (id) => Promise.resolve(items.has(id)),
    keep: (item) => (items.set(item.id, item), Promise.resolve()),
    drop: (id) => (items.delete(id), Promise.resolve()),
    draft: () => Promise.resolve(undefined),
    keepDraft: () => Promise.resolve(),
    dropDraft: () => Promise.resolve(),
  };
}

const forget = () => Promise.resolve();
const refusal = (status: number, code: string) => new ApiProblem(status, code, code, {}, undefined);

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('sends what is added, one after the other, and keeps nothing that arrived', async () => {
    const store = memory();
    const sent: string[] = [];
    const arrived = vi.fn();
    const box = new Outbox(owner, store, ({ name }) => (sent.push(name), Promise.resolve(answer)), forget);
    box.onarrived = arrived;
    await box.add('0A1', 'photo', new File([picture], 'one.jpg'));
    await box.add('0A1', 'photo', new File([picture], 'two.jpg'));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['one.jpg', 'two.jpg']);
    expect(arrived).toHaveBeenCalledTimes(2);
    expect(box.parcels).toEqual([]);
    expect(store.items.size).toBe(0);
  });

  it('sends the same id again after a lost connection, by itself and when the network is back', async () => {
    const store = memory();
    const ids: string[] = [];
    let online = false;
    const box = new Outbox(
      owner,
      store,
      ({ id }) => (ids.push(id), online ? Promise.resolve(answer) : Promise.reject(new OfflineError(undefined))),
      forget,
    );
    await box.add('0A1', 'photo', picture);
    await vi.advanceTimersByTimeAsync(0);
    expect(box.stalled).toBe(true);
    expect(box.parcels[0]?.state).toBe('waiting');
    expect(store.items.size).toBe(1);

    await vi.advanceTimersByTimeAsync(3_000);
    expect(ids).toHaveLength(2);
    online = true;
    box.go();
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
    expect(box.stalled).toBe(false);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(ids).toHaveLength(3);
  });

  it('goes on with what an earlier visit left, but not with what somebody else did', async () => {
    const store = memory();
    const before = new Outbox(owner, store, () => Promise.reject(new OfflineError(undefined)), forget);
    const { unsent } = await before.add('0A1', 'photo', picture);
    await store.keep({ ...unsent, id: 'other', owner: 'vesper:0C2' });
    await vi.advanceTimersByTimeAsync(0);

    const ids: string[] = [];
    const after = new Outbox(owner, store, ({ id }) => (ids.push(id), Promise.resolve(answer)), forget);
    await after.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(ids).toEqual([unsent.id]);
    expect([...store.items.keys()]).toEqual(['other']);
  });

  it('leaves out what another tab sent meanwhile', async () => {
    const store = memory();
    let attempts = 0;
    const box = new Outbox(owner, store, () => (attempts++, Promise.reject(new OfflineError(undefined))), forget);
    const { unsent } = await box.add('0A1', 'photo', picture);
    await vi.advanceTimersByTimeAsync(0);
    store.items.delete(unsent.id);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(attempts).toBe(1);
    expect(box.parcels).toEqual([]);
  });

  it('shows what the server refuses, goes on with the next, and tries again when told to', async () => {
    const store = memory();
    let refuse = true;
    const box = new Outbox(
      owner,
      store,
      ({ name }) =>
        refuse && name === 'bad.txt' ? Promise.reject(refusal(422, 'media_unreadable')) : Promise.resolve(answer),
      forget,
    );
    await box.add('0A1', 'photo', new File([picture], 'bad.txt'));
    await box.add('0A1', 'photo', new File([picture], 'good.jpg'));
    await vi.advanceTimersByTimeAsync(0);
    const [bad] = box.parcels;
    expect(box.parcels).toHaveLength(1);
    expect(bad?.state).toBe('failed');
    expect(bad?.problem).toBeTruthy();
    refuse = false;
    if (bad) box.retry(bad);
    await vi.advanceTimersByTimeAsync(0);
    expect(box.parcels).toEqual([]);
  });

  it('waits for a busy server, and without a session for the next sign-in', async () => {
    const store = memory();
    const problems = [refusal(503, 'http_503'), refusal(401, 'not_signed_in')];
    let attempts = 0;
    const box = new Outbox(owner, store, () => Promise.reject(problems[attempts++] as Error), forget);
    await box.add('0A1', 'photo', picture);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(attempts).toBe(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(attempts).toBe(2);
    expect(store.items.size).toBe(1);
  });

  it('holds a recording until it is released', async () => {
    const store = memory();
    let attempts = 0;
    const box = new Outbox(owner, store, () => (attempts++, Promise.resolve(answer)), forget);
    const note = await box.add('0A1', 'voice', picture, { held: true, duration_ms: 4_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts).toBe(0);
    await box.release(note);
    await vi.advanceTimersByTimeAsync(0);
    expect(attempts).toBe(1);
  });

  it('takes back what may have arrived already', async () => {
    const store = memory();
    const forgotten: string[] = [];
    const box = new Outbox(
      owner,
      store,
      (_, __, onProgress) => (onProgress(0.9), Promise.reject(new OfflineError(undefined))),
      ({ id }) => (forgotten.push(id), Promise.resolve()),
    );
    const parcel = await box.add('0A1', 'photo', picture);
    await vi.advanceTimersByTimeAsync(0);
    await box.remove(parcel);
    expect(forgotten).toEqual([parcel.unsent.id]);
    expect(store.items.size).toBe(0);
    expect(box.parcels).toEqual([]);
  });

  it('sends all the same where the browser keeps nothing', async () => {
    const store = { ...memory(), keep: () => Promise.reject(new Error('private window')) };
    let attempts = 0;
    const box = new Outbox(owner, store, () => (attempts++, Promise.resolve(answer)), forget);
    await box.add('0A1', 'photo', picture);
    await vi.advanceTimersByTimeAsync(0);
    expect(attempts).toBe(1);
  });
});
