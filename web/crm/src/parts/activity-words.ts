// SPDX-License-Identifier: Apache-2.0
// From an activity of the server to what the timeline shows: sentence, names that lead somewhere, icon, small print.
import type { Activity } from '@loggia/api/crm-types';
import { money } from '@loggia/ui/formats';
import { languages, matchLanguage, t, translateIfKnown } from '@loggia/ui/i18n';
import type { Icon, Tone } from '@loggia/ui/icon';
import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Ban from '@lucide/svelte/icons/ban';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import CalendarX from '@lucide/svelte/icons/calendar-x';
import Building from '@lucide/svelte/icons/building';
import Check from '@lucide/svelte/icons/check';
import Eye from '@lucide/svelte/icons/eye';
import Fingerprint from '@lucide/svelte/icons/fingerprint-pattern';
import Heart from '@lucide/svelte/icons/heart';
import House from '@lucide/svelte/icons/house';
import Image from '@lucide/svelte/icons/image';
import KeyRound from '@lucide/svelte/icons/key-round';
import Languages from '@lucide/svelte/icons/languages';
import Lock from '@lucide/svelte/icons/lock';
import LogIn from '@lucide/svelte/icons/log-in';
import LogOut from '@lucide/svelte/icons/log-out';
import Mail from '@lucide/svelte/icons/mail';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import Plus from '@lucide/svelte/icons/plus';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Rss from '@lucide/svelte/icons/rss';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Send from '@lucide/svelte/icons/send';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Star from '@lucide/svelte/icons/star';
import SquareKanban from '@lucide/svelte/icons/square-kanban';
import Tag from '@lucide/svelte/icons/tag';
import ThumbsDown from '@lucide/svelte/icons/thumbs-down';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserCheck from '@lucide/svelte/icons/user-check';
import UserCog from '@lucide/svelte/icons/user-cog';
import UserMinus from '@lucide/svelte/icons/user-minus';
import UserPlus from '@lucide/svelte/icons/user-plus';

export interface Look {
  icon: Icon;
  tone?: Tone | 'brand';
}

const looks: Record<string, Look> = {
  'contact.created': { icon: UserPlus },
  'contact.note_added': { icon: NotebookPen },
  'contact.locale_changed': { icon: Languages },
  'account.password_changed': { icon: KeyRound },
  'account.password_reset': { icon: KeyRound },
  'account.email_changed': { icon: Mail },
  'account.phone_changed': { icon: Phone },
  'account.phone_removed': { icon: Phone },
  'account.passkey_added': { icon: Fingerprint },
  'account.passkey_removed': { icon: Fingerprint },
  'account.locked_out': { icon: Lock, tone: 'bad' },
  'account.sessions_ended': { icon: LogOut },
  'staff.signed_in': { icon: LogIn },
  'staff.locked_out': { icon: Lock, tone: 'bad' },
  'staff.sessions_ended': { icon: LogOut },
  'staff.passkey_added': { icon: Fingerprint },
  'staff.passkey_removed': { icon: Fingerprint },
  'impersonation.started': { icon: Eye, tone: 'warn' },
  'impersonation.ended': { icon: Eye },
  'company.created': { icon: Building },
  'company.person_joined': { icon: UserPlus },
  'company.person_left': { icon: UserMinus },
  'property.created': { icon: House },
  'property.status_changed': { icon: ArrowRightLeft },
  'property.price_changed': { icon: Tag },
  'property.rated': { icon: Star },
  'property.rating_removed': { icon: Star },
  'property.photo_added': { icon: Image },
  'property.photo_removed': { icon: Image },
  'property.photos_ordered': { icon: Image },
  'property.imported': { icon: Rss },
  'property.updated_by_feed': { icon: Rss },
  'property.offered_again': { icon: Rss, tone: 'ok' },
  'property.withdrawn_by_feed': { icon: Rss, tone: 'warn' },
  'property.favourited': { icon: Heart, tone: 'bad' },
  'property.unfavourited': { icon: Heart },
  'deal.created': { icon: SquareKanban, tone: 'brand' },
  'deal.stage_changed': { icon: ArrowRightLeft, tone: 'brand' },
  'deal.contact_added': { icon: UserPlus },
  'deal.contact_removed': { icon: UserMinus },
  'deal.property_offered': { icon: Send, tone: 'brand' },
  'deal.property_withdrawn': { icon: Undo2 },
  'deal.property_interested': { icon: ThumbsUp, tone: 'ok' },
  'deal.property_rejected': { icon: ThumbsDown },
  'deal.property_viewed': { icon: Eye, tone: 'info' },
  'deal.property_approved': { icon: Check, tone: 'brand' },
  'deal.property_reopened': { icon: RotateCcw, tone: 'warn' },
  'appointment.requested': { icon: CalendarClock, tone: 'warn' },
  'appointment.confirmed': { icon: CalendarCheck, tone: 'ok' },
  'appointment.accepted': { icon: CalendarCheck, tone: 'ok' },
  'appointment.proposed': { icon: CalendarClock },
  'appointment.rescheduled': { icon: CalendarClock },
  'appointment.changed': { icon: CalendarClock },
  'appointment.created': { icon: CalendarPlus, tone: 'brand' },
  'appointment.declined': { icon: CalendarX },
  'appointment.cancelled': { icon: CalendarX, tone: 'bad' },
  'appointment.completed': { icon: Eye, tone: 'info' },
  'appointment.expired': { icon: CalendarX, tone: 'warn' },
  'feedback.media_added': { icon: Image, tone: 'info' },
  'feedback.media_removed': { icon: Image },
  'portal.signed_in': { icon: LogIn },
  'portal.property_seen': { icon: Eye },
  'access.invited': { icon: Mail, tone: 'brand' },
  'access.invited_again': { icon: Mail, tone: 'brand' },
  'access.activated': { icon: UserCheck, tone: 'ok' },
  'access.blocked': { icon: Ban, tone: 'bad' },
  'access.removed': { icon: Ban },
  'access.requested': { icon: UserPlus, tone: 'warn' },
  'access.registered': { icon: UserPlus, tone: 'ok' },
  'access.approved': { icon: UserCheck, tone: 'ok' },
  'access.declined': { icon: Ban },
  'access.text_copied': { icon: Mail },
  'access.expired': { icon: Mail, tone: 'warn' },
};

const byNoun: Record<string, Look> = {
  feed: { icon: Rss },
  feedback: { icon: Star, tone: 'info' },
  calendar: { icon: CalendarClock },
  portal: { icon: Smartphone },
  access: { icon: Smartphone },
  account: { icon: UserCog },
  staff: { icon: KeyRound },
  security: { icon: ShieldCheck },
  audit: { icon: ScrollText },
};

export function lookOf({ action }: Activity): Look {
  return looks[action] ?? byNoun[action.split('.')[0] ?? ''] ?? { icon: action.endsWith('created') ? Plus : Pencil };
}

/** A part of the sentence: plain words, or a name that may lead somewhere. */
export interface Segment {
  text: string;
  name: boolean;
  /** Within the app. */
  path?: string;
}

// Around each name in the translated sentence; characters that no text contains.
const open = '\uE000';
const shut = '\uE001';

/** The sentence of an activity, with its names apart. The subject of `page` itself is a name, but no link. */
export function sentenceOf(activity: Activity, page: string): Segment[] {
  const names = namesOf(activity);
  const marked = Object.fromEntries(Object.keys(names).map((name) => [name, open + name + shut]));
  const plain = plainValues(activity);
  const key = `activity.${activity.action.replaceAll('.', '_')}`;
  const values = { ...activity.detail, ...plain, ...marked };
  const sentence = translateIfKnown(key, values) ?? t('activity.other', { actor: marked['actor'] ?? '' });
  return sentence
    .split(new RegExp(`(${open}[a-z]+${shut})`))
    .filter((part) => part !== '')
    .map((part): Segment => {
      const name = part.startsWith(open) ? names[part.slice(1, -1)] : undefined;
      if (!name) return { text: part, name: false };
      return { ...name, name: true, path: name.path === page ? undefined : name.path };
    });
}

function namesOf(activity: Activity): Record<string, { text: string; path?: string }> {
  const { detail } = activity;
  const actorIsContact = activity.actor_kind === 'contact' && activity.actor_id;
  const leads = (root: string, id: string | null | undefined) => (id ? `/${root}/${id}` : undefined);
  return {
    actor: { text: activity.actor_name, path: actorIsContact ? `/contacts/${activity.actor_id}` : undefined },
    contact: { text: activity.contact_name ?? '—', path: leads('contacts', activity.contact_id) },
    property: { text: activity.property_title ?? '—', path: leads('properties', activity.property_id) },
    deal: { text: activity.deal_title ?? '—', path: leads('deals', activity.deal_id) },
    company: { text: detail['company'] ?? '—' },
    portal: { text: detail['portal'] ?? '—' },
    owner: { text: detail['owner'] ?? '—' },
    slug: { text: detail['slug'] ?? '—' },
    name: { text: detail['name'] ?? '—' },
    ...(detail['appointment']
      ? { title: { text: detail['title'] ?? '—', path: leads('appointments', detail['appointment']) } }
      : {}),
    ...destination(activity),
  };
}

/** Where something went, in the reader's words: a stage, a status or a price. */
function destination({ action, detail }: Activity): Record<string, { text: string }> {
  if (action === 'deal.stage_changed') {
    const known = detail['to_key'] && translateIfKnown(`common.stage.${detail['to_key']}`);
    return { to: { text: known || (detail['to'] ?? '—') } };
  }
  if (action === 'property.status_changed')
    return { to: { text: translateIfKnown(`common.property.status.${detail['to']}`) ?? detail['to'] ?? '—' } };
  if (action === 'property.price_changed')
    return { from: { text: priceOf(detail, 'from') }, to: { text: priceOf(detail, 'to') } };
  return {};
}

function priceOf(detail: Record<string, string>, side: 'from' | 'to'): string {
  const amount = detail[`${side}_amount`];
  const currency = detail[`${side}_currency`];
  return amount && currency ? money(Number(amount), currency) : t('common.property.price_on_request');
}

function plainValues({ actor_kind, detail }: Activity): Record<string, string> {
  const language = matchLanguage(detail['locale'] ?? '');
  return {
    by: actor_kind,
    assigned: detail['owner'] ? 'yes' : 'no',
    language: language ? languages[language].name : (detail['locale'] ?? ''),
  };
}

/** The small print before the time: where it came from, in which deal, for which reasons, which fields. */
export function sourceOf(activity: Activity, page: string): string | undefined {
  const { action, detail, deal_id: deal, deal_title: title } = activity;
  const parts = [activity.actor_kind === 'contact' ? t('activity.from_portal') : undefined];
  if (activity.on_behalf_of_name) parts.push(t('activity.on_behalf_of', { name: activity.on_behalf_of_name }));
  if (detail['method']) parts.push(wordsOf('activity.method', detail['method']));
  if (action.startsWith('deal.property_') && title && page !== `/deals/${deal}`) parts.push(title);
  parts.push(
    wordsOf('common.reason', detail['reasons']),
    wordsOf('activity.field', detail['fields'] ?? detail['changed']),
  );
  if (action.startsWith('access.')) parts.push(wordsOf('activity.level', detail['level']), detail['email']);
  const said = parts.filter((part) => part !== undefined && part !== '');
  return said.length === 0 ? undefined : said.join(' · ');
}

function wordsOf(prefix: string, list: string | undefined): string | undefined {
  const words = list?.split(',').flatMap((name) => translateIfKnown(`${prefix}.${name}`) ?? []);
  return words?.join(', ');
}

/** What a person wrote, word for word. */
export function quoteOf({ action, detail }: Activity): string | undefined {
  return action === 'contact.note_added' ? detail['text'] : detail['comment'];
}
