// SPDX-License-Identifier: Apache-2.0
import type { FeedNote, FeedRun, FeedRunEntry } from '@loggia/api/crm-types';
import { problemText } from '@loggia/ui/errors';
import { t, translateIfKnown } from '@loggia/ui/i18n';
import type { Tone } from '@loggia/ui/icon';

/** How often a running import is looked at (ms). */
export const pauseBetweenLooks = 1_500;

export function isUnderWay(run: FeedRun | null | undefined): boolean {
  return run?.state === 'queued' || run?.state === 'running';
}

/** A run that went through but refused some properties wants a look. */
export function toneOf(run: FeedRun): Tone {
  if (run.state === 'failed') return 'bad';
  if (isUnderWay(run)) return 'info';
  return run.refused > 0 ? 'warn' : 'ok';
}

/** Why an import failed, and where in the feed. */
export function failureOf(run: FeedRun): string {
  const known = run.error_code ? problemText(run.error_code) : undefined;
  const words = known ?? run.error_message ?? t('crm.feeds.failed');
  if (!run.error_line) return words;
  const place = run.error_column
    ? t('crm.feeds.line_column', { line: run.error_line, column: run.error_column })
    : t('crm.feeds.line', { line: run.error_line });
  return `${words} ${place}`;
}

/** `3 new, 12 updated, 1 withdrawn`: what a run did; nothing is left out that changed anything. */
export function outcomeOf(run: FeedRun): string {
  const parts = [
    run.created > 0 && t('crm.feeds.created', { count: run.created }),
    run.updated > 0 && t('crm.feeds.updated', { count: run.updated }),
    run.withdrawn > 0 && t('crm.feeds.withdrawn', { count: run.withdrawn }),
    run.refused > 0 && t('crm.feeds.refused', { count: run.refused }),
    run.unchanged > 0 && t('crm.feeds.unchanged', { count: run.unchanged }),
  ].filter((part): part is string => part !== false);
  return parts.length === 0 ? t('crm.feeds.nothing_changed') : parts.join(', ');
}

export function noteText(note: FeedNote): string {
  const words = translateIfKnown(`feed_note.${note.code}`, { ...note }) ?? `${note.code}: ${note.element}`;
  return note.count > 1 && note.code !== 'more_notes'
    ? `${words} ${t('crm.feeds.times', { count: note.count })}`
    : words;
}

export function refusalText(entry: FeedRunEntry): string {
  return translateIfKnown(`feed_refusal.${entry.code}`) ?? entry.message;
}
