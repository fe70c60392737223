// SPDX-License-Identifier: Apache-2.0
import type { LiveEvents, Message } from './live';

const firstDelay = 1_000;
const longestDelay = 30_000;

/** Hears the events of this browser until stopped: from the stream, if this tab may hold it, else from the tab that does. */
export async function connect(url: string, stop: AbortSignal, deliver: (message: Message) => void): Promise<void> {
  const channel = new BroadcastChannel(`loggia:${url}`);
  channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(data);
  stop.addEventListener('abort', () => channel.close());
  const tell = (message: Message) => {
    deliver(message);
    if (!stop.aborted) channel.postMessage(message);
  };
  const asked = Date.now();
  await navigator.locks.request(`loggia:${url}`, { signal: stop }, () => {
    // A tab that had to wait for the lock takes over from one that closed: something may lie between.
    const tookOver = Date.now() - asked > firstDelay;
    return holdConnection(url, stop, tookOver, tell);
  });
}

/** Keeps the stream open until stopped; after each loss it waits longer, at most half a minute, or until back online. */
async function holdConnection(
  url: string,
  stop: AbortSignal,
  missedSome: boolean,
  tell: (message: Message) => void,
): Promise<void> {
  let delay = firstDelay;
  let missed = missedSome;
  while (!stop.aborted) {
    await readStream(url, stop, tell, () => {
      if (missed) tell({ type: 'resync', event: {} });
      else tell({ type: 'open', event: {} });
      missed = true;
      delay = firstDelay;
    });
    if (stop.aborted) return;
    tell({ type: 'lost', event: {} });
    await pause(delay * (0.75 + Math.random() / 2), stop);
    delay = Math.min(delay * 2, longestDelay);
  }
}

function readStream(
  url: string,
  stop: AbortSignal,
  tell: (message: Message) => void,
  opened: () => void,
): Promise<void> {
  return new Promise((ended) => {
    const source = new EventSource(url);
    const end = () => {
      source.close();
      ended();
    };
    source.onopen = opened;
    source.onerror = end;
    stop.addEventListener('abort', end, { once: true });
    for (const type of ['activity', 'resync'] as const) {
      source.addEventListener(type, ({ data }: MessageEvent<string>) => {
        tell({ type, event: JSON.parse(data === '' ? '{}' : data) as LiveEvents[typeof type] });
      });
    }
  });
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener('online', finish);
      stop.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    addEventListener('online', finish);
    stop.addEventListener('abort', finish);
  });
}
