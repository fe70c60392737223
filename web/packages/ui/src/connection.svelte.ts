// SPDX-License-Identifier: Apache-2.0

/** Whether there is a network, and since when the data on screen is. */
class Connection {
  online = $state(true);
  /** The page shows what the service worker had kept: the time it was fetched. */
  savedAt = $state<Date>();

  start(): void {
    const update = () => (this.online = navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    update();
  }
}

export const connection = new Connection();
