// SPDX-License-Identifier: Apache-2.0
// A word on a home is shown at once, sent after, and taken back with a message when the server refuses.
import { api, ApiProblem } from '@loggia/api';
import type { PropertyPage } from '@loggia/api/portal-types';
import { describeError } from '@loggia/ui/errors';
import { t } from '@loggia/ui/i18n';
import { toasts } from '@loggia/ui/toasts';
import type { HomeChange, JudgedHome, Judging, Verdict } from './judging.svelte';

interface Words {
  now: HomeChange;
  before: HomeChange;
  done: () => void;
  failed: (reason: string) => string;
}

export function sendVerdict(judging: Judging, home: JudgedHome, said: Verdict): Promise<void> {
  const before: HomeChange = {
    status: home.status,
    status_at: home.status_at,
    is_new: home.is_new,
    reasons: home.reasons,
    comment: home.comment,
  };
  const now = new Date().toISOString();
  return attempt(judging, home, () => api.put<PropertyPage>(`/portal/properties/${home.id}/verdict`, said), {
    now: { status: said.verdict, status_at: now, is_new: false, reasons: said.reasons, comment: said.comment },
    before,
    done: () => toasts.show(t('portal.verdict.saved', { home: home.title })),
    failed: (reason) => t('portal.verdict.failed', { reason }),
  });
}

export function sendFavourite(judging: Judging, home: JudgedHome, favourite: boolean): Promise<void> {
  const words = favourite ? 'portal.favourite.added' : 'portal.favourite.removed';
  const undo = {
    label: t('common.undo'),
    run: () => void judging.setFavourite({ ...home, favourite }, !favourite),
  };
  return attempt(judging, home, () => api.put<PropertyPage>(`/portal/properties/${home.id}/favourite`, { favourite }), {
    now: { favourite },
    before: { favourite: !favourite },
    done: () => toasts.show(t(words, { home: home.title }), undo),
    failed: (reason) => t('portal.favourite.failed', { reason }),
  });
}

async function attempt(
  judging: Judging,
  { id }: JudgedHome,
  request: () => Promise<PropertyPage>,
  words: Words,
): Promise<void> {
  delete judging.problems[id];
  judging.show(id, words.now);
  const turn = (judging.sent.get(id) ?? Promise.resolve()).then(async () => {
    try {
      const { status, status_at, is_new, favourite, reasons, comment, changes, may_judge } = await request();
      if (judging.sent.get(id) !== turn) return;
      judging.show(id, { status, status_at, is_new, favourite, reasons, comment, changes, may_judge });
      words.done();
    } catch (error) {
      judging.show(id, words.before);
      // Staff who only look on are told so at the foot of the page; it is no fault of the home.
      if (!(error instanceof ApiProblem && error.code.startsWith('impersonation_')))
        judging.problems[id] = words.failed(describeError(error).text);
    }
  });
  judging.sent.set(id, turn);
  await turn;
}
