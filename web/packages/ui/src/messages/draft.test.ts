// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft, draftText, forgetDrafts } from './draft.svelte';
import { MemoryShelf } from './shelf';

class Storage extends Map<string, string> {
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string) => void this.set(key, value);
  removeItem = (key: string) => void this.delete(key);
}

let shelf: MemoryShelf;
const open = (conversation = 'c1', owner = 'sanne') => new Draft(owner, conversation, Promise.resolve(shelf));
const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  const storage = new Storage();
  // localStorage lists its keys as its own properties.
  const listed = new Proxy(storage, {
    get: (target, name) => Reflect.get(target, name, target) as unknown,
    ownKeys: (target) => [...target.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
  vi.stubGlobal('localStorage', listed);
  shelf = new MemoryShelf();
});

describe('a draft', () => {
  it('outlives the page, words and files, in its own conversation', async () => {
    const before = open();
    before.text = 'Tuesday is perfect';
    before.add(new Blob(['roof']), 'roof.jpg');
    before.add(new Blob(['permit']), 'permit.pdf');
    await settled();

    const after = open();
    await settled();
    expect(after.text).toBe('Tuesday is perfect');
    expect(after.files.map(({ name }) => name)).toEqual(['roof.jpg', 'permit.pdf']);
    const other = open('c2');
    await settled();
    expect([other.text, other.files.length, other.isEmpty]).toEqual(['', 0, true]);
    expect(draftText('sanne', 'c1')).toBe('Tuesday is perfect');
    expect(draftText('mark', 'c1')).toBe('');
  });

  it('is empty once it was handed over', async () => {
    const draft = open();
    draft.text = '  Tuesday is perfect\n';
    draft.add(new Blob(['roof']), 'roof.jpg');
    const keep = vi.fn<(text: string, files: readonly { name: string }[]) => Promise<void>>(() => Promise.resolve());
    await draft.handOver(keep);
    expect(keep.mock.calls[0]?.[0]).toBe('Tuesday is perfect');
    expect(keep.mock.calls[0]?.[1].map(({ name }) => name)).toEqual(['roof.jpg']);
    expect(draft.isEmpty).toBe(true);
    const after = open();
    await settled();
    expect(after.isEmpty).toBe(true);
  });

  it('comes back when it could not be kept', async () => {
    const draft = open();
    draft.text = 'Tuesday';
    await expect(draft.handOver(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(draft.text).toBe('Tuesday');
    expect(draftText('sanne', 'c1')).toBe('Tuesday');
  });

  it('goes with whoever signs out, and nobody else’s', () => {
    open('c1', 'sanne').text = 'mine';
    open('c1', 'mark').text = 'his';
    forgetDrafts('sanne');
    expect([draftText('sanne', 'c1'), draftText('mark', 'c1')]).toEqual(['', 'his']);
  });
});
