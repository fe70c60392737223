// SPDX-License-Identifier: Apache-2.0
import { toasts } from '@loggia/ui/toasts';

/** Copies and says so; where that is not allowed, what the person can copy by hand is selected instead. */
export async function copyText(text: string, done: string, source?: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(done);
  } catch {
    if (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement) source.select();
    else if (source) getSelection()?.selectAllChildren(source);
  }
}
