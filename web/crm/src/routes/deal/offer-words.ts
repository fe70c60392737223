// SPDX-License-Identifier: Apache-2.0
import type { OfferedProperty, OfferStatus, Reason } from '@loggia/api/crm-types';
import { t } from '@loggia/ui/i18n';

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

/** What staff may set it to. After a viewing it is approved or rejected; before one it cannot be approved. */
export function statusesOpenTo(status: OfferStatus): OfferStatus[] {
  const viewed = status === 'viewed' || status === 'approved';
  const all: OfferStatus[] = viewed
    ? ['to_review', 'viewed', 'approved', 'rejected']
    : ['to_review', 'interested', 'rejected', 'viewed'];
  return all.filter((each) => each !== status);
}
