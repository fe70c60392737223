// SPDX-License-Identifier: Apache-2.0
import { t } from './i18n';
import { shortcuts } from './shortcuts.svelte';

/** The row of a list that J and K move through and Enter opens. Create it while the page's component starts. */
export class ListCursor {
  at = $state(-1);

  constructor(count: () => number, open: (index: number) => void) {
    const move = (step: number) => () => (this.at = Math.max(0, Math.min(this.at + step, count() - 1)));
    $effect(() =>
      shortcuts.add([
        { keys: 'j', label: t('ui.shortcut.next'), run: move(1) },
        { keys: 'k', label: t('ui.shortcut.previous'), run: move(-1) },
        {
          keys: 'Enter',
          label: t('ui.shortcut.open'),
          run: () => {
            if (this.at >= 0 && this.at < count()) open(this.at);
          },
        },
      ]),
    );
  }
}
