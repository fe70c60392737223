// SPDX-License-Identifier: Apache-2.0
import type { Appointment, Feedback, OfferedProperty, OfferStatus, Reason } from '@loggia/api/crm-types';
import { t } from '@loggia/ui/i18n';
import { isAhead, shortMoment, soonestFirst } from '../../parts/appointments/appointment-words';

export type OfferFilter = 'all' | 'waiting' | 'positive';

/** Waiting for the client's word; or liked, be it before a viewing or after. */
export function passes(offer: OfferedProperty, filter: OfferFilter): boolean {
  if (filter === 'waiting') return offer.status === 'to_review';
  if (filter === 'positive') return offer.status === 'interested' || offer.status === 'approved';
  return true;
}

export function reasonsText(reasons: readonly Reason[]): string {
  return reasons.map((reason) => t(`common.reason.${reason}`)).join(', ');
}

/** The words under a verdict: the newest comment, else the newest reasons. */
export function remarkOf(offer: OfferedProperty): string {
  const spoken = [...offer.verdicts].sort((one, other) => other.at.localeCompare(one.at));
  const comment = spoken.find(({ comment }) => comment)?.comment;
  if (comment) return comment;
  const reasons = spoken.find(({ reasons }) => reasons.length > 0)?.reasons;
  return reasons ? reasonsText(reasons) : '';
}

/** The mean of what the contacts gave a home: each one's stars after the viewing, else the rating from the list. */
export function starsOf(offer: OfferedProperty, feedback: readonly Feedback[]): number | undefined {
  const given = new Map(offer.ratings.map(({ contact_id: contact, stars }) => [contact, stars]));
  for (const { property_id: home, contact_id: contact, stars } of feedback)
    if (home === offer.property_id && stars !== null) given.set(contact, stars);
  const stars = [...given.values()];
  return stars.length === 0 ? undefined : stars.reduce((sum, each) => sum + each, 0) / stars.length;
}

/** What came with feedback: “Note, voice note, 3 photos”. Empty when there is none. */
export function mediaText(feedback: readonly Feedback[]): string {
  const media = feedback.flatMap((each) => each.media);
  const notes = feedback.filter((each) => each.notes).length;
  const voices = media.filter(({ kind }) => kind === 'voice').length;
  const photos = media.length - voices;
  return [
    notes > 0 ? t('crm.feedback.notes_count', { count: notes }) : '',
    voices > 0 ? t('crm.feedback.voices_count', { count: voices }) : '',
    photos > 0 ? t('ui.gallery.all', { count: photos }) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The next viewing of a home, or how many moments wait to be confirmed; else the latest one that took place. */
export function viewingText(appointments: readonly Appointment[], property: string): string | undefined {
  const viewings = appointments.filter(({ type, property_id: home }) => type === 'viewing' && home === property);
  const next = soonestFirst(viewings.filter((each) => isAhead(each))).at(0);
  if (next?.starts_at) return shortMoment(next.starts_at);
  if (next) return t('crm.deal.moments_to_confirm', { count: next.preferred.length, by: next.proposed_by });
  const last = viewings.filter(({ status }) => status === 'completed').at(0);
  return last?.starts_at ? shortMoment(last.starts_at) : undefined;
}

/** What staff may set it to. After a viewing it is approved or rejected; before one it cannot be approved. */
export function statusesOpenTo(status: OfferStatus): OfferStatus[] {
  const viewed = status === 'viewed' || status === 'approved';
  const all: OfferStatus[] = viewed
    ? ['to_review', 'viewed', 'approved', 'rejected']
    : ['to_review', 'interested', 'rejected', 'viewed'];
  return all.filter((each) => each !== status);
}
