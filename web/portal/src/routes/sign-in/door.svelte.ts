// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { PasskeyChallenge, PortalSession } from '@loggia/api/portal-types';
import { Act } from '@loggia/ui/act';
import { getPasskey, suggestionsSupported, wasGivenUp, type PasskeyRequest } from '@loggia/ui/passkeys';

type Challenge = PasskeyChallenge<PublicKeyCredentialRequestOptionsJSON>;

/** Lets somebody in by password or passkey. */
export class Door {
  readonly password = new Act();
  readonly passkey = new Act();
  readonly enter: (session: PortalSession) => Promise<void>;
  #path: string;
  /** The passkeys among the field's suggestions; another request must end it first. */
  #suggesting: AbortController | undefined;

  constructor(slug: string, enter: (session: PortalSession) => Promise<void>) {
    this.#path = `/public/portals/${slug}`;
    this.enter = enter;
  }

  get error(): unknown {
    return this.password.error ?? this.passkey.error;
  }

  async withPassword(email: string, password: string): Promise<boolean> {
    this.passkey.error = undefined;
    return this.password.run(async () => {
      await this.enter(await api.post<PortalSession>(`${this.#path}/sessions`, { email, password }));
    });
  }

  /** With the browser's own dialog. Closing it is no fault. */
  async withPasskey(): Promise<void> {
    this.leave();
    this.password.error = undefined;
    await this.passkey.run(() => this.#present({}).catch(unlessGivenUp));
  }

  /** Among the suggestions of the e-mail field, until the page is left. */
  async suggestPasskeys(): Promise<void> {
    if (!(await suggestionsSupported())) return;
    this.leave();
    const { signal } = (this.#suggesting = new AbortController());
    try {
      await this.#present({ amongSuggestions: true, signal });
    } catch (error) {
      // Nobody asked for this one: it is told only when a passkey was chosen and refused.
      if (!signal.aborted && !wasGivenUp(error) && this.#presented) this.passkey.error = error;
    }
  }

  leave = (): void => this.#suggesting?.abort();

  #presented = false;

  async #present(how: PasskeyRequest): Promise<void> {
    this.#presented = false;
    const { attempt, options } = await api.post<Challenge>(
      `${this.#path}/passkey-challenges`,
      {},
      { signal: how.signal },
    );
    const credential = await getPasskey(options, how);
    this.#presented = true;
    await this.enter(await api.post<PortalSession>(`${this.#path}/passkey-sessions`, { attempt, credential }));
  }
}

function unlessGivenUp(error: unknown): void {
  if (!wasGivenUp(error)) throw error;
}
