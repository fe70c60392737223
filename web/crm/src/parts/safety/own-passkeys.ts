// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { Passkey } from '@loggia/api/crm-types';
import { t } from '@loggia/ui/i18n';
import { createPasskey, isKnownHere, wasGivenUp } from '@loggia/ui/passkeys';

/** Has the browser make a passkey and gives its public half to the server. `proof` is the password, where it was asked for. */
export async function addPasskey(name: string, proof: { password?: string } = {}): Promise<Passkey> {
  const { attempt, options } = await api.post<{ attempt: string; options: PublicKeyCredentialCreationOptionsJSON }>(
    '/passkey-challenges',
    proof,
  );
  const credential = await createPasskey(options);
  return api.post<Passkey>('/passkeys', { attempt, credential, name });
}

/** What the browser, not the server, said about a passkey. */
export function passkeyWords(error: unknown): string | undefined {
  if (wasGivenUp(error)) return t('crm.passkeys.not_used');
  if (isKnownHere(error)) return t('crm.passkeys.known_here');
  return error instanceof DOMException ? t('crm.passkeys.failed') : undefined;
}
