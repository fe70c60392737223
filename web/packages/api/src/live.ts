// SPDX-License-Identifier: Apache-2.0
// Live events of the server. One tab holds the connection (Web Locks), the others hear through a BroadcastChannel.
// Events carry a type and ids, never rows: whoever shows such a row fetches it again.

/** `{"action":"deal.property_interested","contact_id":…,"deal_id":…,"property_id":…}` */
export interface ActivityEvent {
  action: string;
  [id: string]: string | undefined;
}

/**
 * `resync` comes when events may have been missed: after a lost connection. Show everything anew. `lost` comes with each
 * connection that broke or was refused, which browsers do not tell apart: ask the server whether the session still stands.
 * `open` comes with the first connection: what was fetched before it may have changed meanwhile.
 */
export interface LiveEvents {
  activity: ActivityEvent;
  lost: Record<string, never>;
  open: Record<string, never>;
  resync: Record<string, never>;
}

type Callback<Type extends keyof LiveEvents> = (event: LiveEvents[Type]) => void;
export type Message = { type: keyof LiveEvents; event: LiveEvents[keyof LiveEvents] };

export class Live {
  #url: string;
  #callbacks = new Map<string, Set<(event: never) => void>>();
  #stop: AbortController | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Answers the function that ends the subscription, so that it fits an effect: `$effect(() => live.on(…))`. */
  on<Type extends keyof LiveEvents>(type: Type, callback: Callback<Type>): () => void {
    const callbacks = this.#callbacks.get(type) ?? new Set();
    this.#callbacks.set(type, callbacks.add(callback));
    return () => callbacks.delete(callback);
  }

  /** Fetches the part that connects, which the first screen can do without, and goes on until stopped. */
  start(): void {
    if (this.#stop !== undefined) return;
    const stop = new AbortController();
    this.#stop = stop;
    void import('./live-connection')
      .then(({ connect }) => connect(this.#url, stop.signal, (message) => this.#deliver(message)))
      .catch(() => {
        if (!stop.signal.aborted) this.#startAgainOnline();
      });
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  /** The connecting part itself could not be fetched. */
  #startAgainOnline(): void {
    this.stop();
    addEventListener('online', () => this.start(), { once: true });
  }

  #deliver({ type, event }: Message): void {
    for (const callback of this.#callbacks.get(type) ?? []) callback(event as never);
  }
}
