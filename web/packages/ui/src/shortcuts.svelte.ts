// SPDX-License-Identifier: Apache-2.0
// Keys that work anywhere outside of text fields: single ones (`j`), sequences (`g c`) and with Ctrl or Cmd (`mod+k`).

export interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
}

const patience = 1_000;

export class Shortcuts {
  list = $state.raw<readonly Shortcut[]>([]);
  // The same, for reading while effects end: there a state still shows what it was before.
  #all: readonly Shortcut[] = [];
  #pending = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Answers the function that removes them, so that it fits an effect: `$effect(() => shortcuts.add([…]))`. */
  add(shortcuts: readonly Shortcut[]): () => void {
    this.list = this.#all = [...this.#all, ...shortcuts];
    return () => (this.list = this.#all = this.#all.filter((each) => !shortcuts.includes(each)));
  }

  start(): void {
    document.addEventListener('keydown', (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    const withModifier = event.ctrlKey || event.metaKey;
    if (event.altKey || event.defaultPrevented || (!withModifier && isElsewhere(event))) return;
    const key = (withModifier ? 'mod+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const tried = this.#pending === '' ? [key] : [`${this.#pending} ${key}`, key];
    clearTimeout(this.#timer);
    this.#pending = '';
    for (const keys of tried) {
      const found = this.list.findLast((shortcut) => shortcut.keys === keys);
      if (found) {
        event.preventDefault();
        return found.run();
      }
      if (this.list.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) {
        this.#pending = keys;
        this.#timer = setTimeout(() => (this.#pending = ''), patience);
        return;
      }
    }
  }
}

/** Typing in a field is typing; a dialog has its own keys; Enter on a link or button is theirs. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
  if (key === 'Enter' && target.closest('a, button, summary') !== null) return true;
  return target.isContentEditable || target.closest('input:not([type=checkbox]), select, textarea') !== null;
}

export const shortcuts = new Shortcuts();
