// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api';

/** One act of a person that goes to the server: whether it is under way, and what went wrong. */
export class Act {
  busy = $state(false);
  error = $state.raw<unknown>();

  /** The form was based on a row that somebody changed meanwhile. */
  get isStale(): boolean {
    return this.error instanceof ApiProblem && this.error.status === 412;
  }

  /** Answers whether it went well; what went wrong is kept to be shown, until the next attempt. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
