// SPDX-License-Identifier: Apache-2.0
import type { InvitationStyle, Level, Portal, Registration } from '@loggia/api/crm-types';
import { daysText, readDays } from '../../parts/days';
import { textOrNull } from '../../parts/editing';

/** What the form of a portal holds: texts, where an empty one means that there is nothing. */
export interface PortalDraft {
  name: string;
  tagline: string;
  /** By language; one that is left empty is not sent. */
  welcome: Record<string, string>;
  primary_colour: string;
  accent_colour: string;
  header_colour: string;
  support_name: string;
  support_email: string;
  support_phone: string;
  invitation_style: InvitationStyle;
  registration: Registration;
  sign_in_codes: boolean;
  new_level: Level;
  retention_days: string;
}

export function draftOf(portal: Portal): PortalDraft {
  return {
    name: portal.name,
    tagline: portal.tagline ?? '',
    welcome: { ...portal.welcome },
    primary_colour: portal.primary_colour,
    accent_colour: portal.accent_colour,
    header_colour: portal.header_colour,
    support_name: portal.support_name ?? '',
    support_email: portal.support_email ?? '',
    support_phone: portal.support_phone ?? '',
    invitation_style: portal.invitation_style,
    registration: portal.registration,
    sign_in_codes: portal.sign_in_codes,
    new_level: portal.new_level,
    retention_days: daysText(portal.retention_days),
  };
}

export function bodyOf(draft: PortalDraft) {
  const welcome = Object.entries(draft.welcome).filter(([, text]) => text.trim() !== '');
  return {
    ...draft,
    name: draft.name.trim(),
    tagline: textOrNull(draft.tagline),
    welcome: Object.fromEntries(welcome.sort(([one], [other]) => one.localeCompare(other))),
    support_name: textOrNull(draft.support_name),
    support_email: textOrNull(draft.support_email),
    support_phone: textOrNull(draft.support_phone),
    retention_days: readDays(draft.retention_days) ?? null,
  };
}
