// SPDX-License-Identifier: Apache-2.0
import { api, ApiProblem } from '@loggia/api';
import { describeError } from '@loggia/ui/errors';
import { t } from '@loggia/ui/i18n';
import { getPasskey } from '@loggia/ui/passkeys';
import { passkeyWords } from '../../parts/safety/own-passkeys';
import type { StaffSession } from '@loggia/api/crm-types';

/** The answer to a right password when a second factor is set up. */
export interface SecondFactorAsked {
  attempt: string;
  methods: ('totp' | 'recovery_code' | 'passkey')[];
}

/** One attempt to get in at a time, and in words what came of it. */
export class Entry {
  busy = $state<'form' | 'passkey'>();
  error = $state.raw<unknown>();

  get words(): string | undefined {
    if (this.error === undefined) return undefined;
    if (this.error instanceof ApiProblem && this.error.status === 429 && this.error.retryAfter)
      return t('crm.sign_in.wait', { minutes: Math.ceil(this.error.retryAfter / 60) });
    return passkeyWords(this.error) ?? describeError(this.error).text;
  }

  is(code: string): boolean {
    return this.error instanceof ApiProblem && this.error.code === code;
  }

  /** Answers whether it went well. */
  async run(kind: 'form' | 'passkey', work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = kind;
    this.error = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.busy = undefined;
    }
  }
}

/** Signs in with a passkey alone: it counts as both factors. */
export async function enterWithPasskey(): Promise<StaffSession> {
  const { attempt, options } = await api.post<{ attempt: string; options: PublicKeyCredentialRequestOptionsJSON }>(
    '/public/staff-passkey-challenges',
    {},
  );
  const credential = await getPasskey(options);
  return api.post<StaffSession>('/public/staff-passkey-sessions', { attempt, credential });
}
