// SPDX-License-Identifier: Apache-2.0
// Web push of this browser: whether it can, whether it may, and the subscription itself (https://www.w3.org/TR/push-api/).
import { api } from '@loggia/api';
import type { PushSubscriptionInfo } from '@loggia/api/conversation-types';

/**
 * `unsupported`: this browser cannot. `home_screen`: on an iPhone or iPad only an app on the home screen can. `blocked`: the
 * person, or a rule of the device, forbade it; only the browser's settings change that.
 */
export type PushState = 'unsupported' | 'home_screen' | 'blocked' | 'off' | 'on';

interface Device {
  userAgent: string;
  maxTouchPoints: number;
  standalone: boolean;
  hasPush: boolean;
  permission: NotificationPermission | undefined;
}

export function thisDevice(): Device {
  return {
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
    standalone: matchMedia('(display-mode: standalone)').matches,
    hasPush: 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window,
    permission: 'Notification' in window ? Notification.permission : undefined,
  };
}

/** What can be said without asking anybody. */
export function abilityOf({ userAgent, maxTouchPoints, standalone, hasPush, permission }: Device): PushState {
  // An iPad says that it is a Mac, but one with a touch screen.
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  if (!hasPush) return isApple && !standalone ? 'home_screen' : 'unsupported';
  return permission === 'denied' ? 'blocked' : 'off';
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  // `ready` waits for ever where none was registered.
  return navigator.serviceWorker.getRegistration();
}

export class Push {
  readonly #root: string;

  /** `root` is `/portal` for clients, empty for staff. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The devices of this person that get notifications. */
  async devices(signal?: AbortSignal): Promise<PushSubscriptionInfo[]> {
    const { items } = await api.get<{ items: PushSubscriptionInfo[] }>(
      `${this.#root}/push-subscriptions`,
      {},
      { signal },
    );
    return items;
  }

  /** `id` is this browser's own subscription, as the server names it; it is told anew, since endpoints change. */
  async state(): Promise<{ state: PushState; id?: string }> {
    const ability = abilityOf(thisDevice());
    if (ability !== 'off') return { state: ability };
    const found = await registration();
    if (!found) return { state: 'unsupported' };
    const subscription = await found.pushManager.getSubscription();
    return subscription ? { state: 'on', id: (await this.#tell(subscription)).id } : { state: 'off' };
  }

  /** Asks for permission: only ever upon a press. Answers what became of it. */
  async switchOn(): Promise<{ state: PushState; id?: string }> {
    const permission = await Notification.requestPermission();
    if (permission !== 'granted') return { state: permission === 'denied' ? 'blocked' : 'off' };
    const found = await registration();
    if (!found) return { state: 'unsupported' };
    const { key } = await api.get<{ key: string }>(`${this.#root}/push-key`);
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const subscription = await found.pushManager.subscribe(options);
    return { state: 'on', id: (await this.#tell(subscription)).id };
  }

  /** Takes a device off, this one or another. */
  async remove(id: string, isThis: boolean): Promise<void> {
    await api.del(`${this.#root}/push-subscriptions/${id}`);
    if (!isThis) return;
    const found = await registration();
    const subscription = await found?.pushManager.getSubscription();
    await subscription?.unsubscribe();
  }

  #tell(subscription: PushSubscription): Promise<PushSubscriptionInfo> {
    const { endpoint, keys } = subscription.toJSON();
    const body = { endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] };
    return api.put<PushSubscriptionInfo>(`${this.#root}/push-subscriptions`, body);
  }
}
