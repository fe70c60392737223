// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Message, MessagePage } from '@loggia/api/conversation-types';
import { mergeMessages } from './grouping';

const pageSize = 40;

/** The messages of one conversation: the newest page, then older ones on demand, then what arrives. */
export class MessageLog {
  messages = $state.raw<readonly Message[]>([]);
  /** Undefined until the first page is there, null when the beginning is. */
  older = $state<string | null>();
  error = $state.raw<unknown>();
  loadingOlder = $state(false);
  olderError = $state.raw<unknown>();
  #path: string;
  #running: AbortController | undefined;

  /** `root` is `/portal` for clients, empty for staff. */
  constructor(root: string, conversation: string) {
    this.#path = `${root}/conversations/${conversation}/messages`;
  }

  get isThere(): boolean {
    return this.older !== undefined;
  }

  /** Fetches the newest page: at first, and whenever something happened. */
  async refresh(): Promise<void> {
    this.#running?.abort();
    const control = new AbortController();
    this.#running = control;
    try {
      const page = await this.#page(undefined, control.signal);
      if (control.signal.aborted) return;
      this.#take(page);
      this.error = undefined;
    } catch (error) {
      if (!control.signal.aborted) this.error = error;
    }
  }

  async loadOlder(): Promise<void> {
    if (this.loadingOlder || !this.older) return;
    this.loadingOlder = true;
    this.olderError = undefined;
    try {
      const { items, next } = await this.#page(this.older);
      this.messages = mergeMessages(items, this.messages);
      this.older = next;
    } catch (error) {
      this.olderError = error;
    } finally {
      this.loadingOlder = false;
    }
  }

  /** What sending one answered. */
  add(message: Message): void {
    this.messages = mergeMessages(this.messages, [message]);
  }

  stop(): void {
    this.#running?.abort();
  }

  #take({ items, next }: MessagePage): void {
    const known = new Set(this.messages.map(({ id }) => id));
    const connects = this.messages.length > 0 && (next === null || items.some(({ id }) => known.has(id)));
    // After a long absence there may be a gap between what is here and the newest page: then one begins anew with it.
    this.messages = connects ? mergeMessages(this.messages, items) : items;
    if (!connects || this.older === undefined) this.older = next;
  }

  #page(before: string | undefined, signal?: AbortSignal): Promise<MessagePage> {
    return api.get<MessagePage>(this.#path, { before, limit: pageSize }, { signal });
  }
}
