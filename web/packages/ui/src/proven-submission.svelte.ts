// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api/problem';
import { t } from './i18n';
import { Submission } from './submission.svelte';

/**
 * The act of a form that opens a further way in (a passkey, a telephone). Who signed in a while ago is asked for the
 * password first: the server says so, `ProofField` comes up, and the form is sent once more. Send `proof` along.
 */
export class ProvenSubmission extends Submission {
  password = $state('');
  /** The server wants the password. */
  asked = $state(false);
  #tried = $state(false);

  get proof(): { password?: string } {
    return this.asked ? { password: this.password } : {};
  }

  get passwordError(): string | undefined {
    return this.field('/password') ?? (this.#tried && this.password === '' ? t('common.problem.required') : undefined);
  }

  override async run(work: () => Promise<unknown>): Promise<boolean> {
    this.#tried = this.asked;
    if (this.asked && this.password === '') {
      await this.focusFault();
      return false;
    }
    const done = await super.run(work);
    if (this.error instanceof ApiProblem && this.error.code === 'proof_required') {
      this.error = undefined;
      this.asked = true;
    }
    return done;
  }

  override clear(): void {
    super.clear();
    this.password = '';
    this.asked = this.#tried = false;
  }
}
