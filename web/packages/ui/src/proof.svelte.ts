// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api';

/**
 * The password, where the server wants it once more: what opens a further way in asks for it when the sign-in was a while
 * ago (403 `proof_required`). The form that was refused shows `ProofInput`, and sends `body` along when it tries again.
 */
export class Proof {
  asked = $state(false);
  password = $state('');

  /** To be part of the request. */
  get body(): { password?: string } {
    return this.asked ? { password: this.password } : {};
  }

  get isMissing(): boolean {
    return this.asked && this.password === '';
  }

  /** Whether the refusal only asks for the password, so that there is nothing else to tell. */
  accepts(error: unknown): boolean {
    if (this.asked || !(error instanceof ApiProblem) || error.code !== 'proof_required') return false;
    this.asked = true;
    return true;
  }

  clear(): void {
    this.asked = false;
    this.password = '';
  }
}
