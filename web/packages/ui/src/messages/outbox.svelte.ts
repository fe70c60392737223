// SPDX-License-Identifier: Apache-2.0
import { api, ApiProblem } from '@loggia/api';
import type { Message } from '@loggia/api/conversation-types';
import { describeError } from '../errors';
import type { Uploads } from './uploads.svelte';
import { nextMoment, type OutgoingFile, type Shelf, type WaitingMessage } from './waiting';

const firstDelay = 2_000;
const longestDelay = 60_000;

type Deliver = (message: WaitingMessage) => Promise<Message>;
type Sent = (message: Message) => void;

/**
 * The messages of one person that are on their way: in the order they were written, each once, whether the network is there
 * or not, and from one tab at a time. What lies on the shelf is sent when the browser is opened again.
 */
export class Outbox {
  /** In the order they will be sent. */
  messages = $state.raw<readonly WaitingMessage[]>([]);
  readonly #owner: string;
  readonly #shelf: Promise<Shelf>;
  readonly #deliver: Deliver;
  #sent = new Set<Sent>();
  #running: Promise<void> | undefined;
  #again = false;
  #delay = firstDelay;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(owner: string, shelf: Promise<Shelf>, deliver: Deliver) {
    this.#owner = owner;
    this.#shelf = shelf;
    this.#deliver = deliver;
  }

  /** Takes up what was left, and sends again whenever the network comes back. Answers what ends it. */
  start(): () => void {
    const online = () => this.wake();
    addEventListener('online', online);
    this.wake();
    return () => {
      this.#stopped = true;
      removeEventListener('online', online);
      clearTimeout(this.#timer);
    };
  }

  /** Tries now, whatever it was waiting for. */
  wake(): void {
    this.#delay = firstDelay;
    void this.flush();
  }

  /** Answers the function that ends the subscription. */
  onSent(callback: Sent): () => void {
    this.#sent.add(callback);
    return () => this.#sent.delete(callback);
  }

  of(conversation: string): readonly WaitingMessage[] {
    return this.messages.filter((message) => message.conversation === conversation);
  }

  /** Resolves once it is kept, so that nothing is lost from then on. Sending goes on by itself. */
  async add(conversation: string, text: string, files: readonly OutgoingFile[]): Promise<void> {
    const message: WaitingMessage = {
      client_id: crypto.randomUUID(),
      owner: this.#owner,
      conversation,
      text,
      files: files.map(({ id, name, blob, duration, sent }) => ({ id, name, blob, duration, sent })),
      written: nextMoment(),
    };
    await (await this.#shelf).keep(message);
    this.messages = [...this.messages, message];
    this.wake();
  }

  async retry(clientId: string): Promise<void> {
    const message = this.messages.find((each) => each.client_id === clientId);
    if (!message) return;
    await this.#keep({ ...message, refused: undefined });
    this.wake();
  }

  async drop(clientId: string): Promise<void> {
    await (await this.#shelf).drop(clientId);
    this.messages = this.messages.filter((each) => each.client_id !== clientId);
  }

  /** Sends what waits; a call while it does so makes it look once more afterwards. */
  flush(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    clearTimeout(this.#timer);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again && !this.#stopped) {
        this.#again = false;
        void this.flush();
      }
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    const shelf = await this.#shelf;
    await alone(`loggia-outbox:${this.#owner}`, async () => {
      // Looked up each time: another tab may have sent it while this one waited for its turn.
      for (let next = await this.#next(shelf); next && !this.#stopped; next = await this.#next(shelf))
        if (!(await this.#send(next, shelf))) return this.#later();
      this.#delay = firstDelay;
    });
  }

  async #next(shelf: Shelf): Promise<WaitingMessage | undefined> {
    this.messages = await shelf.messages(this.#owner);
    return this.messages.find(({ refused }) => refused === undefined);
  }

  /** Answers false when it must wait. */
  async #send(message: WaitingMessage, shelf: Shelf): Promise<boolean> {
    try {
      const answer = await this.#deliver(message);
      // First what tells the page of it, so that it never shows neither.
      for (const callback of this.#sent) callback(answer);
      await shelf.drop(message.client_id);
      this.messages = this.messages.filter((each) => each.client_id !== message.client_id);
      return true;
    } catch (error) {
      if (!isFinal(error)) return false;
      await this.#keep({ ...message, refused: describeError(error).text });
      return true;
    }
  }

  async #keep(message: WaitingMessage): Promise<void> {
    await (await this.#shelf).keep(message);
    this.messages = this.messages.map((each) => (each.client_id === message.client_id ? message : each));
  }

  #later(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.flush(), this.#delay * (0.75 + Math.random() / 2));
    this.#delay = Math.min(this.#delay * 2, longestDelay);
  }
}

/** A no that stays one however often one asks. Signed out, too many at once or a server at fault: all that passes. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status < 500 && ![401, 408, 425, 429].includes(error.status);
}

/** What sends one message: first its files, then the words. */
export function deliveryBy(root: string, uploads: Uploads): Deliver {
  return async ({ client_id, conversation, text, files }) => {
    const attachments = await Promise.all(files.map((file) => uploads.ensure(conversation, file)));
    return api.post<Message>(`${root}/conversations/${conversation}/messages`, {
      client_id,
      text,
      attachments: attachments.map(({ id }) => id),
    });
  };
}

function alone(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  return locks ? locks.request(name, work) : work();
}
