// SPDX-License-Identifier: Apache-2.0
// What a service worker does with pushed notifications. Built into the worker of each app.

/** As the server sends it: `path` is the page it leads to, `tag` lets a later one take the place of an earlier one. */
interface Pushed {
  title: string;
  body: string;
  path: string;
  tag: string;
}

interface Options {
  /** Where subscriptions are told to the server: `/api/v1/portal` for clients, `/api/v1` for staff. */
  api: string;
  icon: string;
}

export function servePush(worker: ServiceWorkerGlobalScope, { api, icon }: Options): void {
  worker.addEventListener('push', (event) => {
    const pushed = read(event.data);
    if (pushed) event.waitUntil(show(worker, pushed, icon));
  });

  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const { path } = event.notification.data as { path: string };
    event.waitUntil(open(worker, path));
  });

  // The browser gave itself another endpoint: the server hears of it, so that notifications go on.
  worker.addEventListener('pushsubscriptionchange', (event) => {
    const { oldSubscription, newSubscription } = event as Event & {
      oldSubscription?: PushSubscription | null;
      newSubscription?: PushSubscription | null;
    };
    (event as ExtendableEvent).waitUntil(renew(worker, api, oldSubscription, newSubscription));
  });
}

function read(data: PushMessageData | null): Pushed | undefined {
  try {
    const pushed = data?.json() as Partial<Pushed> | undefined;
    if (!pushed || typeof pushed.title !== 'string' || typeof pushed.path !== 'string') return undefined;
    return { title: pushed.title, path: pushed.path, body: pushed.body ?? '', tag: pushed.tag ?? '' };
  } catch {
    return undefined;
  }
}

/** Whoever has the app before their eyes sees it there. */
async function show(worker: ServiceWorkerGlobalScope, { title, body, path, tag }: Pushed, icon: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window' });
  if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
  await worker.registration.showNotification(title, { body, tag, icon, badge: icon, data: { path } });
}

/** In the app where it is open, else in a page of its own. Only ever a page of this app. */
async function open(worker: ServiceWorkerGlobalScope, path: string): Promise<void> {
  const scope = new URL(worker.registration.scope);
  const wanted = new URL(path, scope);
  const url = wanted.href.startsWith(scope.href) ? wanted.href : scope.href;
  const pages = await worker.clients.matchAll({ type: 'window' });
  const there = pages.find((page) => page.url === url) ?? pages[0];
  if (!there) {
    await worker.clients.openWindow(url);
    return;
  }
  await there.focus();
  // The page goes there itself, without being loaded anew.
  if (there.url !== url) there.postMessage({ open: url.slice(scope.href.length - 1) });
}

async function renew(
  worker: ServiceWorkerGlobalScope,
  api: string,
  before?: PushSubscription | null,
  after?: PushSubscription | null,
): Promise<void> {
  const subscription = after ?? (before ? await worker.registration.pushManager.subscribe(before.options) : undefined);
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  await fetch(`${api}/push-subscriptions`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] }),
  });
}
