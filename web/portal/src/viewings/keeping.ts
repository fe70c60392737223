// SPDX-License-Identifier: Apache-2.0
// What is kept in this browser until the server has it: pictures and recordings with their files, and words not yet saved.
// Signing out deletes all of it.

/** The database; and in localStorage the flag that something waits, so that the portal knows without opening it. */
const unsentName = 'loggia-unsent';

export interface Unsent {
  /** A UUID made here: the server takes the same one twice as one. */
  id: string;
  /** Whose it is: the portal and the contact. Others who sign in here do not send it. */
  owner: string;
  appointment: string;
  kind: 'photo' | 'voice';
  file: Blob;
  name: string;
  duration_ms?: number;
  /** Recorded, but not released to be sent. */
  held?: boolean;
  made_at: number;
}

export interface Draft {
  /** Owner and appointment. */
  key: string;
  stars: number | undefined;
  notes: string;
  made_at: number;
}

export interface Keeping {
  unsent(owner: string): Promise<Unsent[]>;
  has(id: string): Promise<boolean>;
  keep(item: Unsent): Promise<void>;
  drop(id: string): Promise<void>;
  draft(key: string): Promise<Draft | undefined>;
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(key: string): Promise<void>;
}

/** Nobody comes back to feedback after the server stopped taking it. */
const longestMs = 30 * 86_400_000;

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database of this browser failed'));
  });
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(unsentName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('unsent', { keyPath: 'id' });
    request.result.createObjectStore('drafts', { keyPath: 'key' });
  };
  return answer(request).then((database) => {
    // Another tab signs out, or is newer: it must not wait for this one.
    database.onversionchange = () => database.close();
    return database;
  });
}

async function within<Value>(
  store: 'unsent' | 'drafts',
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened();
  try {
    const transaction = database.transaction(store, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept in this browser'));
    });
    const value = await answer(act(transaction.objectStore(store)));
    await done;
    return value;
  } finally {
    database.close();
  }
}

/** Nothing of the person stays behind. */
export function forgetAll(): void {
  localStorage.removeItem(unsentName);
  indexedDB.deleteDatabase(unsentName);
}

export const keeping: Keeping = {
  async unsent(owner) {
    const all = await within('unsent', 'readonly', (store) => store.getAll() as IDBRequest<Unsent[]>);
    const old = all.filter(({ made_at }) => made_at < Date.now() - longestMs);
    for (const { id } of old) await this.drop(id);
    const own = all.filter((item) => item.owner === owner && !old.includes(item));
    if (all.length === old.length) localStorage.removeItem(unsentName);
    return own.sort((one, other) => one.made_at - other.made_at);
  },
  async has(id) {
    return (await within('unsent', 'readonly', (store) => store.count(id))) > 0;
  },
  async keep(item) {
    await within('unsent', 'readwrite', (store) => store.put(item));
    localStorage.setItem(unsentName, '1');
  },
  async drop(id) {
    await within('unsent', 'readwrite', (store) => store.delete(id));
    if ((await within('unsent', 'readonly', (store) => store.count())) === 0) localStorage.removeItem(unsentName);
  },
  draft: (key) => within('drafts', 'readonly', (store) => store.get(key) as IDBRequest<Draft | undefined>),
  async keepDraft(draft) {
    await within('drafts', 'readwrite', (store) => store.put(draft));
  },
  async dropDraft(key) {
    await within('drafts', 'readwrite', (store) => store.delete(key));
  },
};
