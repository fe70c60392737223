// SPDX-License-Identifier: Apache-2.0
// The only place that talks HTTP. Same origin, cookies of the session, JSON in and out, problems as exceptions.
import { ApiProblem, OfflineError } from './problem';

export type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

export interface RequestOptions {
  query?: Query;
  signal?: AbortSignal;
  /** The row's version the change is based on; sent as If-Match. The server answers 412 when it is stale. */
  version?: number | string;
}

interface Settings {
  /** Put before every path. */
  root: string;
  /** The reader's language, so that problems come in words to show. */
  language: () => string;
  /** The session ended: the app shows its sign-in page. Not called for requests to `/public/…`. */
  onSignedOut: () => void;
  /** Every refusal passes here before it is thrown, for what concerns the app as a whole. */
  onProblem: (problem: ApiProblem) => void;
  /** Data came from the service worker's store: the time it was fetched. Undefined when it is fresh. */
  onSavedData: (savedAt: Date | undefined) => void;
}

export const settings: Settings = {
  root: '/api/v1',
  language: () => document.documentElement.lang,
  onSignedOut: () => undefined,
  onProblem: () => undefined,
  onSavedData: () => undefined,
};

export function configureApi(changes: Partial<Settings>): void {
  Object.assign(settings, changes);
}

/** `/contacts` with `{ q: 'san', tag: ['a', 'b'] }` is `/api/v1/contacts?q=san&tag=a&tag=b`. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const tail = search.toString();
  return settings.root + path + (tail === '' ? '' : `?${tail}`);
}

/** Keys of POSTs that got no answer. Sending the same body again uses the same key, so it takes effect once. */
const unansweredKeys = new Map<string, string>();

async function send(method: string, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const url = apiUrl(path, options.query);
  const json = body === undefined ? undefined : JSON.stringify(body);
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': settings.language() });
  if (json !== undefined) headers.set('Content-Type', 'application/json');
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  const fingerprint = `${url}\n${json ?? ''}`;
  if (method === 'POST') {
    const key = unansweredKeys.get(fingerprint) ?? crypto.randomUUID();
    unansweredKeys.set(fingerprint, key);
    headers.set('Idempotency-Key', key);
  }
  const response = await fetchOrOffline(url, { method, headers, body: json, signal: options.signal });
  if (response.status < 500) unansweredKeys.delete(fingerprint);
  return response;
}

async function fetchOrOffline(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new OfflineError(error);
  }
}

export async function read<Answer>(response: Response, path: string): Promise<Answer> {
  const isJson = /[/+]json/.test(response.headers.get('Content-Type') ?? '');
  const body: unknown = isJson ? await response.json() : undefined;
  if (response.ok) {
    const savedAt = response.headers.get('X-Loggia-Saved-At');
    settings.onSavedData(savedAt === null ? undefined : new Date(savedAt));
    return body as Answer;
  }
  if (response.status === 401 && !path.startsWith('/public/')) settings.onSignedOut();
  const problem = ApiProblem.fromResponse(response.status, body, response.headers.get('Retry-After'));
  settings.onProblem(problem);
  throw problem;
}

async function request<Answer>(method: string, path: string, body: unknown, options: RequestOptions): Promise<Answer> {
  return read<Answer>(await send(method, path, body, options), path);
}

/** Requests answer data or throw ApiProblem, OfflineError or, when aborted, the signal's reason. */
export const api = {
  get: <Answer>(path: string, query: Query = {}, options: RequestOptions = {}): Promise<Answer> =>
    request('GET', path, undefined, { ...options, query }),
  post: <Answer = void>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> =>
    request('POST', path, body, options),
  put: <Answer = void>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> =>
    request('PUT', path, body, options),
  patch: <Answer = void>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> =>
    request('PATCH', path, body, options),
  del: <Answer = void>(path: string, options: RequestOptions = {}): Promise<Answer> =>
    request('DELETE', path, undefined, options),
};
