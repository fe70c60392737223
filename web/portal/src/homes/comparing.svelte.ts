// SPDX-License-Identifier: Apache-2.0

export const mostCompared = 3;
const storageKey = 'loggia-compare';

/** The homes set side by side, as long as the window is open. */
export class Comparing {
  ids = $state.raw<readonly string[]>(remembered());

  get path(): string {
    return `/compare?homes=${this.ids.join(',')}`;
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** Adds or removes one; answers false when there are three already. */
  toggle(id: string): boolean {
    if (!this.has(id) && this.ids.length >= mostCompared) return false;
    this.set(this.has(id) ? this.ids.filter((each) => each !== id) : [...this.ids, id]);
    return true;
  }

  set(ids: readonly string[]): void {
    const chosen = ids.slice(0, mostCompared);
    this.ids = chosen;
    sessionStorage.setItem(storageKey, chosen.join(','));
  }
}

function remembered(): string[] {
  return idsIn(typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(storageKey));
}

/** `a,b,c` as an address or the memory of the window has it. */
export function idsIn(text: string | null): string[] {
  const ids = (text ?? '').split(',').filter((id) => /^\w+$/.test(id));
  return [...new Set(ids)].slice(0, mostCompared);
}

export const comparing = new Comparing();
