// SPDX-License-Identifier: Apache-2.0
// Pictures and recordings on their way: kept in this browser until the server has them, sent one after the other, and again
// after a lost connection or a closed page. Each goes under an id made here, so that it arrives once however often it is sent.
import { api } from '@loggia/api';
import { ApiProblem, OfflineError } from '@loggia/api/problem';
import type { Feedback } from '@loggia/api/portal-types';
import { upload } from '@loggia/api/upload';
import { describeError } from '@loggia/ui/errors';
import type { Session } from '../session.svelte';
import { keeping, type Keeping, type Unsent } from './keeping';

export type State = 'held' | 'waiting' | 'sending' | 'failed';

/** One of them, as the page shows it. */
export class Parcel {
  state = $state<State>('waiting');
  /** From 0 to 1. */
  part = $state(0);
  /** Why the server refused it. */
  problem = $state<string>();
  readonly preview: string;
  /** Whether this browser keeps it. */
  kept: boolean;
  readonly unsent: Unsent;

  constructor(unsent: Unsent, kept: boolean) {
    this.unsent = unsent;
    this.kept = kept;
    this.preview = URL.createObjectURL(unsent.file);
    if (unsent.held) this.state = 'held';
  }
}

type Send = (unsent: Unsent, signal: AbortSignal, onProgress: (part: number) => void) => Promise<Feedback>;
type Forget = (unsent: Unsent) => Promise<void>;

const path = ({ appointment, id }: Unsent) => `/portal/appointments/${appointment}/feedback/media/${id}`;

/** Milliseconds without a sign of life after which the connection counts as lost. */
const silence = 45_000;
const firstPause = 3_000;
const longestPause = 60_000;

const send: Send = async (unsent, signal, onProgress) => {
  const control = new AbortController();
  const stop = () => control.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(new OfflineError('silence')), silence);
  };
  alive();
  try {
    return await upload<Feedback>(path(unsent), unsent.file, {
      method: 'PUT',
      signal: control.signal,
      onProgress: (part) => {
        alive();
        onProgress(part);
      },
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
};

/** It may have arrived although nobody heard so. */
const forget: Forget = (unsent) =>
  api.del(path(unsent)).catch((error: unknown) => {
    if (!(error instanceof ApiProblem && error.status === 404)) throw error;
  });

export class Outbox {
  parcels = $state.raw<Parcel[]>([]);
  /** The last attempt got no answer: it goes on by itself. */
  stalled = $state(false);
  /** Told each time the server has one more. */
  onarrived: (feedback: Feedback) => void = () => undefined;
  readonly owner: string;
  #store: Keeping;
  #send: Send;
  #forget: Forget;
  #running = false;
  #again = false;
  #current: { id: string; control: AbortController } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = firstPause;

  constructor(owner: string, store: Keeping = keeping, sending = send, forgetting = forget) {
    this.owner = owner;
    this.#store = store;
    this.#send = sending;
    this.#forget = forgetting;
  }

  /** What an earlier visit left behind goes on its way. */
  async open(): Promise<void> {
    const known = new Set(this.parcels.map(({ unsent }) => unsent.id));
    const left = await this.#store.unsent(this.owner);
    this.parcels = [...left.filter(({ id }) => !known.has(id)).map((each) => new Parcel(each, true)), ...this.parcels];
    this.go();
  }

  async add(appointment: string, kind: Unsent['kind'], file: Blob, more: Partial<Unsent> = {}): Promise<Parcel> {
    const unsent: Unsent = {
      id: crypto.randomUUID(),
      owner: this.owner,
      appointment,
      kind,
      file,
      name: file instanceof File ? file.name : '',
      made_at: Date.now(),
      ...more,
    };
    // A browser that keeps nothing (a private window at times) still sends it, as long as the page is open.
    const kept = await this.#store.keep(unsent).then(
      () => true,
      () => false,
    );
    const parcel = new Parcel(unsent, kept);
    this.parcels = [...this.parcels, parcel];
    this.go();
    return parcel;
  }

  /** A recording that was listened to. */
  async release(parcel: Parcel): Promise<void> {
    parcel.state = 'waiting';
    await this.#store.keep({ ...parcel.unsent, held: false }).catch(() => undefined);
    this.go();
  }

  retry(parcel: Parcel): void {
    parcel.state = 'waiting';
    parcel.problem = undefined;
    this.go();
  }

  async remove(parcel: Parcel): Promise<void> {
    const tried = parcel.state === 'sending' || parcel.part > 0;
    this.parcels = this.parcels.filter((each) => each !== parcel);
    URL.revokeObjectURL(parcel.preview);
    if (this.#current?.id === parcel.unsent.id) this.#current.control.abort(new Error('removed'));
    await this.#store.drop(parcel.unsent.id).catch(() => undefined);
    if (tried) await this.#forget(parcel.unsent);
  }

  of(appointment: string): Parcel[] {
    return this.parcels.filter(({ unsent }) => unsent.appointment === appointment);
  }

  /** Sends what waits. Called again at any time, also when the network is back. */
  go = (): void => {
    clearTimeout(this.#timer);
    // Something came in its last moment, or the network did.
    this.#again = this.#running;
    if (this.#running) return;
    this.#running = true;
    void inTurn(() => this.#sendAll()).finally(() => {
      this.#running = false;
      if (this.#again) this.go();
    });
  };

  async #sendAll(): Promise<void> {
    for (;;) {
      const next = this.parcels.find(({ state }) => state === 'waiting');
      if (!next) return;
      if (!(await this.#attempt(next))) return;
      this.#pause = firstPause;
    }
  }

  /** Answers whether to go on with the next one at once. */
  async #attempt(parcel: Parcel): Promise<boolean> {
    const { unsent } = parcel;
    const control = new AbortController();
    this.#current = { id: unsent.id, control };
    parcel.state = 'sending';
    try {
      // Another tab sent it meanwhile, or somebody signed out there.
      if (parcel.kept && !(await this.#store.has(unsent.id))) {
        this.parcels = this.parcels.filter((each) => each !== parcel);
        return true;
      }
      const feedback = await this.#send(unsent, control.signal, (part) => (parcel.part = part));
      this.stalled = false;
      await this.#store.drop(unsent.id).catch(() => undefined);
      this.parcels = this.parcels.filter((each) => each !== parcel);
      this.onarrived(feedback);
      return true;
    } catch (error) {
      if (control.signal.aborted) return true;
      if (isPassing(error)) {
        parcel.state = 'waiting';
        this.stalled = true;
        // Without a session it waits for the next sign-in.
        if (!(error instanceof ApiProblem && error.status === 401)) this.#later();
        return false;
      }
      parcel.state = 'failed';
      parcel.problem = describeError(error).text;
      return true;
    } finally {
      this.#current = undefined;
    }
  }

  /** Browsers do not always tell when the network is back: it is tried now and then. */
  #later(): void {
    this.#timer = setTimeout(this.go, this.#pause);
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }
}

/** No answer, an answer of a server that is busy, or a session that ended: the same may go well later. */
function isPassing(error: unknown): boolean {
  if (error instanceof OfflineError) return true;
  return error instanceof ApiProblem && (error.status >= 500 || [401, 408, 429].includes(error.status));
}

/** Of several tabs one sends at a time. */
function inTurn(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('loggia-unsent', work);
}

let box: Outbox | undefined;

/** Whom things kept in this browser belong to. */
export function ownerOf({ slug, current }: Session): string {
  return `${slug}:${current?.contact.id ?? ''}`;
}

/** The one of this page, for whom it acts. It goes on although the page that filled it is left. */
export function outboxOf(session: Session): Outbox {
  const owner = ownerOf(session);
  if (box?.owner === owner) return box;
  if (box) removeEventListener('online', box.go);
  box = new Outbox(owner);
  addEventListener('online', box.go);
  void box.open().catch(() => undefined);
  return box;
}
