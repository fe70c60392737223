// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api';
import { fieldError, formError } from '@loggia/ui/errors';
import { tick } from 'svelte';

/** One act of a form: whether it is under way, and what the server had against it. */
export class Submission {
  busy = $state(false);
  problem = $state.raw<unknown>();

  /** Answers whether it went well. What went wrong stands in `problem`, and the first wrong field gets the focus. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.problem = error;
      await tick();
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return false;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    this.problem = undefined;
  }

  /** Someone else saved first (412). */
  get stale(): boolean {
    return this.problem instanceof ApiProblem && this.problem.status === 412;
  }

  /** The sentence above the form. */
  get words(): string | undefined {
    return formError(this.problem);
  }

  field(pointer: string): string | undefined {
    return fieldError(this.problem, pointer);
  }
}
