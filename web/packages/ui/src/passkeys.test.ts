// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPasskey, fromBase64Url, getPasskey, toBase64Url } from './passkeys';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
const challenge = toBase64Url(bytes(251, 255, 190, 1));

/** A browser that knows passkeys, but not their JSON. */
function olderBrowser(credential: unknown) {
  const asked: { publicKey?: Record<string, unknown> }[] = [];
  const answer = (options: { publicKey?: Record<string, unknown> }) => {
    asked.push(options);
    return Promise.resolve(credential);
  };
  vi.stubGlobal('PublicKeyCredential', function PublicKeyCredential() {});
  vi.stubGlobal('navigator', { credentials: { create: answer, get: answer } });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('bytes', () => {
  it('become letters that fit an address, and come back', () => {
    expect(challenge).toBe('-_--AQ');
    expect([...fromBase64Url(challenge)]).toEqual([251, 255, 190, 1]);
  });
});

describe('an older browser', () => {
  it('gets bytes to sign and answers the JSON of the assertion', async () => {
    const response = {
      clientDataJSON: bytes(1),
      authenticatorData: bytes(2),
      signature: bytes(3),
      userHandle: null,
    };
    const asked = olderBrowser({ id: 'AQ', rawId: bytes(1), type: 'public-key', response });
    const answer = await getPasskey({ challenge, allowCredentials: [{ id: 'AQI', type: 'public-key' }] });
    expect(asked[0]?.publicKey).toMatchObject({
      challenge: new Uint8Array([251, 255, 190, 1]),
      allowCredentials: [{ id: new Uint8Array([1, 2]), type: 'public-key' }],
    });
    expect(answer).toMatchObject({
      id: 'AQ',
      rawId: 'AQ',
      type: 'public-key',
      response: { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' },
    });
    expect(answer.response.userHandle).toBeUndefined();
  });

  it('makes a passkey from the server’s options', async () => {
    const response = {
      clientDataJSON: bytes(1),
      attestationObject: bytes(2),
      getAuthenticatorData: () => bytes(3),
      getPublicKey: () => null,
      getPublicKeyAlgorithm: () => -7,
      getTransports: () => ['internal'],
    };
    const asked = olderBrowser({ id: 'AQ', rawId: bytes(1), type: 'public-key', response });
    const answer = await createPasskey({
      challenge,
      rp: { id: 'loggia.example', name: 'Loggia' },
      user: { id: 'AQI', name: 'sanne@example.com', displayName: 'Sanne' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    });
    expect(asked[0]?.publicKey).toMatchObject({ user: { id: new Uint8Array([1, 2]) }, excludeCredentials: [] });
    expect(answer.response).toMatchObject({
      attestationObject: 'Ag',
      authenticatorData: 'Aw',
      transports: ['internal'],
    });
  });
});

it('a dialog that was closed is an error of its own', async () => {
  olderBrowser(null);
  await expect(getPasskey({ challenge })).rejects.toMatchObject({ name: 'NotAllowedError' });
});
