// SPDX-License-Identifier: Apache-2.0
import { createSubscriber } from 'svelte/reactivity';

/** Whether somebody looks at this page: it is in front, and the browser's window too. */
class Attention {
  #subscribe = createSubscriber((update) => {
    const control = new AbortController();
    for (const name of ['focus', 'blur', 'pageshow']) addEventListener(name, update, { signal: control.signal });
    document.addEventListener('visibilitychange', update, { signal: control.signal });
    return () => control.abort();
  });

  get here(): boolean {
    this.#subscribe();
    return document.visibilityState === 'visible' && document.hasFocus();
  }
}

export const attention = new Attention();
