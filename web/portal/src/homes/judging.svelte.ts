// SPDX-License-Identifier: Apache-2.0
// A client's word on homes. Sending it is fetched apart, right after the first screen, which has no need of it.
import type { PropertyCard, PropertyPage, Reason, VerdictWord } from '@loggia/api/portal-types';
import { t } from '@loggia/ui/i18n';

export interface Verdict {
  verdict: VerdictWord;
  reasons: Reason[];
  comment?: string;
}

/** What of a home a word of the client changes. */
export type HomeChange = Partial<
  Pick<
    PropertyPage,
    'status' | 'status_at' | 'is_new' | 'favourite' | 'reasons' | 'comment' | 'changes' | 'may_judge' | 'stars'
  >
>;

/** The home as the page knows it; a list knows no reasons. */
export type JudgedHome = PropertyCard & Partial<Pick<PropertyPage, 'reasons' | 'comment'>>;

/** Puts a change on screen, wherever the page shows the home. */
type Show = (id: string, change: HomeChange) => void;

const acts = () => import('./judging-acts');

export class Judging {
  /** What went wrong last, by home. */
  problems = $state<Record<string, string>>({});
  /** The home whose reasons are being asked for. */
  rejecting = $state.raw<JudgedHome>();
  /** Reasons were asked for at least once: the sheet is needed. */
  asked = $state(false);
  readonly show: Show;
  /** Requests about one home go out one after the other, so that the last word wins. */
  readonly sent = new Map<string, Promise<void>>();

  constructor(show: Show) {
    this.show = show;
    void acts().catch(() => undefined);
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

  send(home: JudgedHome, said: Verdict): Promise<void> {
    return this.#act(home, ({ sendVerdict }) => sendVerdict(this, home, said));
  }

  setFavourite(home: JudgedHome, favourite: boolean): Promise<void> {
    return this.#act(home, ({ sendFavourite }) => sendFavourite(this, home, favourite));
  }

  async #act({ id }: JudgedHome, act: (loaded: Awaited<ReturnType<typeof acts>>) => Promise<void>): Promise<void> {
    const loaded = await acts().catch(() => undefined);
    if (loaded) await act(loaded);
    else this.problems[id] = t('portal.verdict.failed', { reason: t('ui.error.offline_text') });
  }
}
