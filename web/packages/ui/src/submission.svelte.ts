// SPDX-License-Identifier: Apache-2.0
import { fieldError } from './errors';
import { tick } from 'svelte';
import { Act } from './act.svelte';

/** The act of a form with fields: each problem stands at its field, and the first wrong field gets the focus. */
export class Submission extends Act {
  override async run(work: () => Promise<unknown>): Promise<boolean> {
    const done = await super.run(work);
    if (!done) await this.focusFault();
    return done;
  }

  clear(): void {
    this.error = undefined;
  }

  field(pointer: string): string | undefined {
    return fieldError(this.error, pointer);
  }

  protected async focusFault(): Promise<void> {
    await tick();
    document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}
