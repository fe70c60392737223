// SPDX-License-Identifier: Apache-2.0
// Keeps the portal usable without a network: its shell, and the last answers it got, stamped with their time.
// One worker per slug; its caches carry the scope in their name. What it imports is built into it: it is one classic script.
import { servePush } from '@loggia/ui/push-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Filled in by build/service-worker-plugin.js: the files of the first screen, and a name for this set of them. */
declare const shellFiles: string[];
declare const shellVersion: string;

const scope = new URL(worker.registration.scope);
const shellCache = `loggia-shell:${scope.pathname}:${shellVersion}`;
const dataCache = `loggia-data:${scope.pathname}`;
const mostAnswers = 80;

servePush(worker, { api: '/api/v1/portal', icon: '/assets/portal/icon-180.png' });

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  if (event.data === 'forget') event.waitUntil(caches.delete(dataCache));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/portal/')) event.respondWith(asset(request));
  else if (isData(request, url.pathname)) event.respondWith(data(request, event));
});

async function install(): Promise<void> {
  const cache = await caches.open(shellCache);
  await cache.addAll([scope.pathname, ...shellFiles]);
  await worker.skipWaiting();
}

async function dropOldShells(): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(`loggia-shell:${scope.pathname}:`) && name !== shellCache,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Every address of the portal is the same document. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(scope.pathname, { cacheName: shellCache });
    if (kept) return kept;
    throw error;
  }
}

/** Assets have their content in their name: what is kept is right for ever. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** JSON of the portal. Not the live stream, and not signing in, which is no GET. */
function isData(request: Request, path: string): boolean {
  const asksForJson = request.headers.get('Accept')?.includes('application/json') === true;
  return asksForJson && (path.startsWith('/api/v1/portal/') || path.startsWith('/api/v1/public/portals/'));
}

async function data(request: Request, event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(request);
    // The session ended: what it could see must not stay.
    if (response.status === 401) event.waitUntil(caches.delete(dataCache));
    else if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(request, { cacheName: dataCache, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  if (response.headers.get('Content-Type')?.includes('json') !== true) return;
  const headers = new Headers(response.headers);
  headers.set('X-Loggia-Saved-At', new Date().toISOString());
  const cache = await caches.open(dataCache);
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, new Response(await response.blob(), { status: response.status, headers }));
  const requests = await cache.keys();
  for (const oldest of requests.slice(0, Math.max(0, requests.length - mostAnswers))) await cache.delete(oldest);
}
