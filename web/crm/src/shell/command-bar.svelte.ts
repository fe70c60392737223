// SPDX-License-Identifier: Apache-2.0
import type { Icon } from '@loggia/ui/icon';

export interface Command {
  id: string;
  label: string;
  icon?: Icon;
  /** At the end of the line, in grey. */
  detail?: string;
  /** The keys that do the same. */
  keys?: string;
  run: () => void;
}

export interface CommandGroup {
  heading: string;
  commands: readonly Command[];
}

/** Whether the command bar is open, and what the page on screen adds to it. */
class CommandBarState {
  open = $state(false);
  actions = $state.raw<readonly Command[]>([]);
  // The same, for reading while effects end: there a state still shows what it was before.
  #all: readonly Command[] = [];

  show(): void {
    this.open = true;
  }

  /** The acts of a page: `$effect(() => commandBar.offer([…]))`. They leave with the page. */
  offer(actions: readonly Command[]): () => void {
    this.actions = this.#all = [...this.#all, ...actions];
    return () => (this.actions = this.#all = this.#all.filter((each) => !actions.includes(each)));
  }
}

export const commandBar = new CommandBarState();
