// SPDX-License-Identifier: Apache-2.0
// Waiting messages and the files of drafts in IndexedDB, so that they outlive the page; in memory where that is refused.
import { asAdded, inOrder, type DraftFile, type Shelf, type WaitingMessage } from './waiting';

const database = 'loggia-messages';
/** What other people left in this browser goes after this time. */
const longest = 14 * 86_400_000;

type Names = 'waiting' | 'files';

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser kept nothing'));
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('waiting', { keyPath: 'client_id' }).createIndex('owner', 'owner');
    request.result.createObjectStore('files', { keyPath: 'id' }).createIndex('owner', 'owner');
  };
  return answerOf(request);
}

export class DatabaseShelf implements Shelf {
  #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  async messages(owner: string): Promise<WaitingMessage[]> {
    return (await this.#ofOwner<WaitingMessage>('waiting', owner)).sort(inOrder);
  }

  async keep(message: WaitingMessage): Promise<void> {
    await this.#change('waiting', (store) => store.put(message));
  }

  async drop(clientId: string): Promise<void> {
    await this.#change('waiting', (store) => store.delete(clientId));
  }

  async files(owner: string, conversation: string): Promise<DraftFile[]> {
    const all = await this.#ofOwner<DraftFile>('files', owner);
    return all.filter((file) => file.conversation === conversation).sort(asAdded);
  }

  async keepFile(file: DraftFile): Promise<void> {
    await this.#change('files', (store) => store.put(file));
  }

  async dropFiles(ids: readonly string[]): Promise<void> {
    await this.#change('files', (store) => ids.forEach((id) => store.delete(id)));
  }

  async forget(owner: string): Promise<void> {
    await this.#removeWhere((each) => each.owner === owner);
  }

  /** What somebody else left here long ago. */
  async clean(owner: string, now = Date.now()): Promise<void> {
    await this.#removeWhere((each) => each.owner !== owner && (each.written ?? each.added ?? 0) < now - longest);
  }

  async #ofOwner<Row>(name: Names, owner: string): Promise<Row[]> {
    const index = this.#database.transaction(name).objectStore(name).index('owner');
    return answerOf<Row[]>(index.getAll(owner));
  }

  #change(name: Names, change: (store: IDBObjectStore) => void): Promise<void> {
    const transaction = this.#database.transaction(name, 'readwrite');
    change(transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser kept nothing'));
    });
  }

  async #removeWhere(matches: (row: { owner: string; written?: number; added?: number }) => boolean): Promise<void> {
    for (const name of ['waiting', 'files'] as const)
      await this.#change(name, (store) => {
        const walk = store.openCursor();
        walk.onsuccess = () => {
          const cursor = walk.result;
          if (!cursor) return;
          if (matches(cursor.value as { owner: string })) cursor.delete();
          cursor.continue();
        };
      });
  }
}

/** For browsers that keep nothing, and for tests. */
export class MemoryShelf implements Shelf {
  #messages = new Map<string, WaitingMessage>();
  #files = new Map<string, DraftFile>();

  messages(owner: string): Promise<WaitingMessage[]> {
    return Promise.resolve([...this.#messages.values()].filter((each) => each.owner === owner).sort(inOrder));
  }

  keep(message: WaitingMessage): Promise<void> {
    this.#messages.set(message.client_id, message);
    return Promise.resolve();
  }

  drop(clientId: string): Promise<void> {
    this.#messages.delete(clientId);
    return Promise.resolve();
  }

  files(owner: string, conversation: string): Promise<DraftFile[]> {
    const all = [...this.#files.values()];
    return Promise.resolve(
      all.filter((each) => each.owner === owner && each.conversation === conversation).sort(asAdded),
    );
  }

  keepFile(file: DraftFile): Promise<void> {
    this.#files.set(file.id, file);
    return Promise.resolve();
  }

  dropFiles(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#files.delete(id);
    return Promise.resolve();
  }

  forget(owner: string): Promise<void> {
    for (const rows of [this.#messages, this.#files])
      for (const [key, { owner: whose }] of rows) if (whose === owner) rows.delete(key);
    return Promise.resolve();
  }
}

/** The shelf of this browser for one person. */
export async function openShelf(owner: string): Promise<Shelf> {
  try {
    const shelf = new DatabaseShelf(await open());
    await shelf.clean(owner);
    return shelf;
  } catch {
    return new MemoryShelf();
  }
}
