// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, apiUrl, configureApi } from './client';
import { ApiProblem, OfflineError } from './problem';

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type, ...headers } });
}

function sentHeaders(call: number): Headers {
  return new Headers(fetched.mock.calls[call]?.[1].headers);
}

describe('the API client', () => {
  const onSignedOut = vi.fn();

  beforeEach(() => {
    vi.stubGlobal('fetch', fetched);
    configureApi({ language: () => 'nl', onSignedOut });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    fetched.mockReset();
    onSignedOut.mockReset();
  });

  it('builds addresses, leaving out what is not given', () => {
    expect(apiUrl('/contacts', { q: 'a b', tag: ['x', 'y'], owner: undefined, status: '', limit: 0 })).toBe(
      '/api/v1/contacts?q=a+b&tag=x&tag=y&limit=0',
    );
  });

  it('tells the app of each refusal before it throws it', async () => {
    const onProblem = vi.fn();
    configureApi({ onProblem });
    fetched.mockResolvedValueOnce(answer(403, { code: 'right_missing' }));
    await expect(api.get('/portal/appointments')).rejects.toMatchObject({ code: 'right_missing' });
    expect(onProblem).toHaveBeenCalledWith(expect.objectContaining({ status: 403, code: 'right_missing' }));
    configureApi({ onProblem: () => undefined });
  });

  it('answers the data and asks in the reader’s language', async () => {
    fetched.mockResolvedValueOnce(answer(200, { id: '1' }));
    expect(await api.get('/contacts/1')).toEqual({ id: '1' });
    expect(sentHeaders(0).get('Accept-Language')).toBe('nl');
  });

  it('answers nothing for 204', async () => {
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(await api.del('/session')).toBeUndefined();
  });

  it('throws what the server refuses, with its fields', async () => {
    const body = {
      title: 'Invalid',
      code: 'invalid',
      detail: 'Two fields are wrong.',
      errors: [{ pointer: '/email', code: 'not_an_address', message: 'Add the part after the @ sign.' }],
    };
    fetched.mockResolvedValueOnce(answer(422, body, { 'Retry-After': '30' }));
    const problem = await api.post('/contacts', {}).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid',
      message: 'Two fields are wrong.',
      fields: { '/email': { code: 'not_an_address', message: 'Add the part after the @ sign.' } },
      retryAfter: 30,
    });
  });

  it('copes with an error that is no problem document', async () => {
    fetched.mockResolvedValueOnce(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(api.get('/contacts')).rejects.toMatchObject({ status: 502, code: 'http_502' });
  });

  it('uses the key of an unanswered POST again, and a new one after an answer', async () => {
    fetched.mockRejectedValueOnce(new TypeError('network'));
    await expect(api.post('/deals', { title: 'a' })).rejects.toBeInstanceOf(OfflineError);
    fetched.mockResolvedValueOnce(answer(201, {}));
    await api.post('/deals', { title: 'a' });
    fetched.mockResolvedValueOnce(answer(201, {}));
    await api.post('/deals', { title: 'a' });
    const [first, retry, next] = [0, 1, 2].map((call) => sentHeaders(call).get('Idempotency-Key'));
    expect(first).toBeTruthy();
    expect(retry).toBe(first);
    expect(next).not.toBe(first);
  });

  it('sends the version a change is based on', async () => {
    fetched.mockResolvedValueOnce(answer(200, {}));
    await api.patch('/deals/1', { title: 'b' }, { version: 7 });
    expect(sentHeaders(0).get('If-Match')).toBe('"7"');
    expect(sentHeaders(0).get('Idempotency-Key')).toBeNull();
  });

  it('says when the session ended, but not when signing in failed', async () => {
    fetched.mockImplementation(() => Promise.resolve(answer(401, { code: 'sign_in_failed' })));
    await expect(api.post('/public/staff-sessions', {})).rejects.toBeInstanceOf(ApiProblem);
    expect(onSignedOut).not.toHaveBeenCalled();
    await expect(api.get('/session')).rejects.toBeInstanceOf(ApiProblem);
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('passes an abort on as such', async () => {
    const control = new AbortController();
    fetched.mockImplementationOnce((_url, init) => Promise.reject(init.signal?.reason as Error));
    control.abort(new DOMException('left', 'AbortError'));
    await expect(api.get('/contacts', {}, { signal: control.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
