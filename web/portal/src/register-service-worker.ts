// SPDX-License-Identifier: Apache-2.0
import { slug } from './slug';

/** Registers the service worker for this portal's slug alone, once the first page no longer needs the network. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const scope = `/${slug}/`;
  const register = () => void navigator.serviceWorker.register('/service-worker.js', { scope }).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
