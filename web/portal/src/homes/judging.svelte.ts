// SPDX-License-Identifier: Apache-2.0
// A client's word on homes: shown at once, sent after, taken back with a message when the server refuses.
import { api } from '@loggia/api';
import type { PropertyCard, PropertyPage, Reason, VerdictWord } from '@loggia/api/portal-types';
import { describeError } from '@loggia/ui/errors';
import { t } from '@loggia/ui/i18n';
import { toasts } from '@loggia/ui/toasts';

export interface Verdict {
  verdict: VerdictWord;
  reasons: Reason[];
  comment?: string;
}

/** What of a home a word of the client changes. */
export type HomeChange = Partial<
  Pick<PropertyPage, 'status' | 'status_at' | 'is_new' | 'favourite' | 'reasons' | 'comment' | 'changes' | 'may_judge'>
>;

/** The home as the page knows it; a list knows no reasons. */
export type JudgedHome = PropertyCard & Partial<Pick<PropertyPage, 'reasons' | 'comment'>>;

/** Puts a change on screen, wherever the page shows the home. */
type Show = (id: string, change: HomeChange) => void;

export class Judging {
  /** What went wrong last, by home. */
  problems = $state<Record<string, string>>({});
  /** The home whose reasons are being asked for. */
  rejecting = $state.raw<JudgedHome>();
  /** Reasons were asked for at least once: the sheet is needed. */
  asked = $state(false);
  #show: Show;
  /** Requests about one home go out one after the other, so that the last word wins. */
  #sent = new Map<string, Promise<void>>();

  constructor(show: Show) {
    this.#show = show;
  }

  /** A rejection asks for its reasons first; everything else is sent at once. */
  say(home: JudgedHome, verdict: VerdictWord): void {
    if (verdict === 'rejected') this.askReasons(home);
    else if (home.status !== verdict) void this.send(home, { verdict, reasons: [] });
  }

  askReasons(home: JudgedHome): void {
    this.rejecting = home;
    this.asked = true;
  }

  async send(home: JudgedHome, said: Verdict): Promise<void> {
    const before: HomeChange = {
      status: home.status,
      status_at: home.status_at,
      is_new: home.is_new,
      reasons: home.reasons,
      comment: home.comment,
    };
    const now = new Date().toISOString();
    const sent = () => api.put<PropertyPage>(`/portal/properties/${home.id}/verdict`, said);
    await this.#attempt(home, sent, {
      now: { status: said.verdict, status_at: now, is_new: false, reasons: said.reasons, comment: said.comment },
      before,
      done: () => toasts.show(t('portal.verdict.saved', { home: home.title })),
      failed: (reason) => t('portal.verdict.failed', { reason }),
    });
  }

  async setFavourite(home: JudgedHome, favourite: boolean): Promise<void> {
    const sent = () => api.put<PropertyPage>(`/portal/properties/${home.id}/favourite`, { favourite });
    const words = favourite ? 'portal.favourite.added' : 'portal.favourite.removed';
    const undo = { label: t('common.undo'), run: () => void this.setFavourite({ ...home, favourite }, !favourite) };
    await this.#attempt(home, sent, {
      now: { favourite },
      before: { favourite: !favourite },
      done: () => toasts.show(t(words, { home: home.title }), undo),
      failed: (reason) => t('portal.favourite.failed', { reason }),
    });
  }

  async #attempt(
    home: JudgedHome,
    request: () => Promise<PropertyPage>,
    words: { now: HomeChange; before: HomeChange; done: () => void; failed: (reason: string) => string },
  ): Promise<void> {
    delete this.problems[home.id];
    this.#show(home.id, words.now);
    const turn = (this.#sent.get(home.id) ?? Promise.resolve()).then(async () => {
      try {
        const { status, status_at, is_new, favourite, reasons, comment, changes, may_judge } = await request();
        if (this.#sent.get(home.id) !== turn) return;
        this.#show(home.id, { status, status_at, is_new, favourite, reasons, comment, changes, may_judge });
        words.done();
      } catch (error) {
        this.#show(home.id, words.before);
        this.problems[home.id] = words.failed(describeError(error).text);
      }
    });
    this.#sent.set(home.id, turn);
    await turn;
  }
}
