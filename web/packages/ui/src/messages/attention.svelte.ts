// SPDX-License-Identifier: Apache-2.0

/** Whether somebody looks at this page: it is in front, and the browser's window too. */
class Attention {
  #here = $state(false);
  #watches = false;

  get here(): boolean {
    return this.#here;
  }

  /** From the first call on it is known. */
  watch(): void {
    const update = () => (this.#here = document.visibilityState === 'visible' && document.hasFocus());
    update();
    if (this.#watches) return;
    this.#watches = true;
    for (const name of ['focus', 'blur', 'pageshow']) addEventListener(name, update);
    document.addEventListener('visibilitychange', update);
  }
}

export const attention = new Attention();
