// SPDX-License-Identifier: Apache-2.0
import { api, type Live } from '@loggia/api';
import type { Notification, NotificationPage } from '@loggia/api/conversation-types';

/** The notifications of whoever is signed in, the newest first. */
export class NotificationList {
  items = $state.raw<readonly Notification[]>();
  next = $state<string | null>(null);
  error = $state.raw<unknown>();
  loadingMore = $state(false);
  /** Those that were new when the list was opened: their marks stay while one looks at them. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  readonly #path: string;
  #seen: string | undefined;

  /** `root` is `/portal` for clients, empty for staff. */
  constructor(root: string) {
    this.#path = `${root}/notifications`;
  }

  /** Fetches the first page, and again whenever something happened. Answers what ends it. */
  follow(live: Live, onseen: () => void): () => void {
    const load = () => void this.load(onseen);
    load();
    const ends = [live.on('activity', load), live.on('resync', load)];
    return () => ends.forEach((end) => end());
  }

  async load(onseen: () => void): Promise<void> {
    try {
      const { items, next } = await api.get<NotificationPage>(this.#path, { limit: 20 });
      const known = new Set(items.map(({ id }) => id));
      const older = (this.items ?? []).filter(({ id }) => !known.has(id));
      // Only what follows the page without a gap stays below it.
      const connects = this.items?.some(({ id }) => known.has(id)) === true;
      this.items = connects ? [...items, ...older] : items;
      if (!connects || this.next === null) this.next = connects && older.length > 0 ? this.next : next;
      this.error = undefined;
      await this.#see(items, onseen);
    } catch (error) {
      this.error = error;
    }
  }

  async loadMore(): Promise<void> {
    if (this.next === null || this.loadingMore) return;
    this.loadingMore = true;
    try {
      const { items, next } = await api.get<NotificationPage>(this.#path, { after: this.next, limit: 20 });
      this.items = [...(this.items ?? []), ...items];
      this.next = next;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.loadingMore = false;
    }
  }

  /** Whoever has the list before their eyes has seen them; the marks stay until the list is closed. */
  async #see(items: readonly Notification[], onseen: () => void): Promise<void> {
    const unseen = items.filter(({ seen_at }) => seen_at === null).map(({ id }) => id);
    const newest = items[0]?.id;
    if (unseen.length > 0) this.fresh = new Set([...this.fresh, ...unseen]);
    if (unseen.length === 0 || newest === undefined || newest === this.#seen) return;
    this.#seen = newest;
    await api.put(`${this.#path}/sight`, { up_to: newest });
    onseen();
  }
}
