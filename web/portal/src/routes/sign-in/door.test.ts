// SPDX-License-Identifier: Apache-2.0
import { configureApi } from '@loggia/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Door } from './door.svelte';

const json = (body: unknown, status = 201) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

const entered = vi.fn(() => Promise.resolve());
let get: ReturnType<typeof vi.fn>;
let answers: Record<string, () => Response>;
let door: Door;

beforeEach(() => {
  configureApi({ language: () => 'en' });
  entered.mockClear();
  answers = { 'passkey-challenges': () => json({ attempt: 'a1', options: { challenge: 'AQ' } }) };
  get = vi.fn(() => Promise.resolve({ toJSON: () => ({ id: 'k1' }) }));
  const known = Object.assign(function PublicKeyCredential() {}, {
    parseRequestOptionsFromJSON: (options: unknown) => options,
    isConditionalMediationAvailable: () => Promise.resolve(true),
  });
  vi.stubGlobal('PublicKeyCredential', known);
  vi.stubGlobal('navigator', { credentials: { get } });
  vi.stubGlobal(
    'fetch',
    vi.fn((url: string) => Promise.resolve(answers[url.split('/').at(-1) ?? '']?.())),
  );
  door = new Door('vesper-daal', entered);
});
afterEach(() => vi.unstubAllGlobals());

describe('a passkey', () => {
  it('lets in', async () => {
    answers['passkey-sessions'] = () => json({ level: 'basic' });
    await door.withPasskey();
    expect(entered).toHaveBeenCalledWith({ level: 'basic' });
  });

  it('is refused with words', async () => {
    answers['passkey-sessions'] = () => json({ code: 'passkey_refused' }, 401);
    await door.withPasskey();
    expect(door.error).toMatchObject({ code: 'passkey_refused' });
    expect(entered).not.toHaveBeenCalled();
  });

  it('may be thought better of: a closed dialog is no fault', async () => {
    get.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await door.withPasskey();
    expect(door.error).toBeUndefined();
  });

  it('among the suggestions makes room for the dialog', async () => {
    let waiting: AbortSignal | undefined;
    get.mockImplementationOnce(({ signal }: CredentialRequestOptions) => {
      waiting = signal;
      return new Promise(() => undefined);
    });
    void door.suggestPasskeys();
    await vi.waitFor(() => expect(waiting).toBeDefined());
    answers['passkey-sessions'] = () => json({});
    await door.withPasskey();
    expect(waiting?.aborted).toBe(true);
  });

  it('that nobody asked for fails without a word', async () => {
    answers['passkey-challenges'] = () => json({ code: 'too_many_attempts' }, 429);
    await door.suggestPasskeys();
    expect(door.error).toBeUndefined();
  });
});

it('a password replaces what was wrong with the passkey', async () => {
  answers['passkey-sessions'] = () => json({ code: 'passkey_refused' }, 401);
  await door.withPasskey();
  answers['sessions'] = () => json({ level: 'basic' });
  expect(await door.withPassword('sanne@example.com', 'secret')).toBe(true);
  expect(door.error).toBeUndefined();
});
