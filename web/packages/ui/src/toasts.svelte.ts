// SPDX-License-Identifier: Apache-2.0

export interface Toast {
  id: number;
  message: string;
  action?: { label: string; run: () => void };
  /** A `note` tells something else than that an act is done. */
  kind: 'done' | 'note';
}

const lifetime = 6_000;

/** Short words on what was done, with a way to undo it. Never for errors: those stay where they happened. */
class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(message: string, action?: Toast['action'], kind: Toast['kind'] = 'done'): void {
    const toast: Toast = { id: ++this.#last, message, action, kind };
    // The same words twice are said once.
    this.list = [...this.list.filter((other) => other.message !== message).slice(-2), toast];
    this.resume(toast.id);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** While it is pointed at or focused it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), lifetime),
    );
  }
}

export const toasts = new Toasts();
