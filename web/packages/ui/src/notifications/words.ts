// SPDX-License-Identifier: Apache-2.0
// From a notification of the server to what one reads: a sentence, an icon, the small print.
import type { Notification } from '@loggia/api/conversation-types';
import Bell from '@lucide/svelte/icons/bell';
import Calendar from '@lucide/svelte/icons/calendar';
import House from '@lucide/svelte/icons/house';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import SquareKanban from '@lucide/svelte/icons/square-kanban';
import Star from '@lucide/svelte/icons/star';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import UserPlus from '@lucide/svelte/icons/user-plus';
import { dateTime } from '../i18n/formats';
import { t, translateIfKnown } from '../i18n';
import type { Icon } from '../icon';

const icons: Record<string, Icon> = {
  properties: House,
  appointments: Calendar,
  messages: MessageCircle,
  progress: SquareKanban,
  verdicts: ThumbsUp,
  feedback: Star,
  registrations: UserPlus,
};

export function iconOfKind(kind: string): Icon {
  return icons[kind] ?? Bell;
}

export function kindName(kind: string): string {
  return translateIfKnown(`ui.notifications.kind.${kind}`) ?? kind;
}

/** “Marit added Villa Aljibe for you.” */
export function sentenceOf(notification: Notification): string {
  const { action, actor_name, contact_name, property_title, deal_title, detail } = notification;
  const values = {
    title: property_title ?? deal_title ?? '',
    type: property_title ? 'viewing' : 'other',
    ...detail,
    ...moments(detail),
    ...destination(notification),
    actor: actor_name,
    contact: contact_name ?? actor_name,
    property: property_title ?? '',
    deal: deal_title ?? '',
  };
  const key = `notification.${action.replaceAll('.', '_')}`;
  return translateIfKnown(key, values) ?? t('ui.notifications.other', { actor: actor_name });
}

/** What somebody wrote, word for word. */
export function excerptOf({ detail }: Notification): string | undefined {
  return detail['excerpt'] || detail['comment'] || undefined;
}

/** Stages and statuses in the reader's words. */
function destination({ action, detail }: Notification): Record<string, string> {
  const name =
    (detail['to_key'] && translateIfKnown(`common.stage.${detail['to_key']}`)) ||
    (action.startsWith('property.') && translateIfKnown(`common.property.status.${detail['to']}`));
  return name ? { to: name } : {};
}

/** Moments come as RFC 3339. */
function moments(detail: Record<string, string>): Record<string, string> {
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, value]) => (isMoment.test(value) ? [[name, dateTime(value)]] : [])),
  );
}
