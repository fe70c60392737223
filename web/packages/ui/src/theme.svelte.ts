// SPDX-License-Identifier: Apache-2.0

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'loggia-theme';

/** Light or dark: follows the system unless chosen here, remembered in this browser. */
class Theme {
  choice = $state<ThemeChoice>('system');

  /** Applies the remembered choice. Call before mounting, so that the first paint is right. */
  start(): void {
    const remembered = localStorage.getItem(storageKey);
    this.use(remembered === 'light' || remembered === 'dark' ? remembered : 'system');
  }

  use(choice: ThemeChoice): void {
    this.choice = choice;
    if (choice === 'system') {
      localStorage.removeItem(storageKey);
      delete document.documentElement.dataset['theme'];
    } else {
      localStorage.setItem(storageKey, choice);
      document.documentElement.dataset['theme'] = choice;
    }
  }
}

export const theme = new Theme();
