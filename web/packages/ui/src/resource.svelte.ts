// SPDX-License-Identifier: Apache-2.0

/** Data a page fetches. Keeps the last data while it fetches anew; what comes too late is dropped. */
export class Resource<Data> {
  data = $state.raw<Data>();
  error = $state.raw<unknown>();
  loading = $state(true);
  #fetch: (signal: AbortSignal) => Promise<Data>;
  #running: AbortController | undefined;

  constructor(fetch: (signal: AbortSignal) => Promise<Data>) {
    this.#fetch = fetch;
    // Runs again when what the fetch reads (a parameter, a filter) changes, and cancels when the page goes.
    $effect(() => {
      void this.reload();
      return () => this.#running?.abort();
    });
  }

  reload = async (): Promise<void> => {
    this.#running?.abort();
    const control = new AbortController();
    this.#running = control;
    const answer = this.#fetch(control.signal);
    this.loading = true;
    try {
      const data = await answer;
      if (control.signal.aborted) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (control.signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
  };
}
