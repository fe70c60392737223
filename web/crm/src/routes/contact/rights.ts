// SPDX-License-Identifier: Apache-2.0
// A level gives the usual rights; single ones are added or taken (PRODUCT 5.8).
import type {
  AccessRights,
  ContactPortal,
  Level,
  LevelMeaning,
  RecordKind,
  Right,
  RightOverride,
} from '@loggia/api/crm-types';
import { daysText, readDays } from '../../parts/days';

export const levels: readonly Level[] = ['basic', 'standard', 'extended'];
export const recordKinds: readonly RecordKind[] = [
  'properties',
  'appointments',
  'documents',
  'messages',
  'invoices',
  'tickets',
];
/** As they belong together on screen. */
export const rightGroups: readonly (readonly Right[])[] = [
  ['properties', 'appointments', 'schedule'],
  ['documents', 'download', 'upload'],
  ['messages', 'send_messages', 'notes'],
  ['invoices', 'tickets', 'other_contacts'],
];

/** Who may not see a thing cannot do more with it: the server takes such a right away as well. */
const needs: Partial<Record<Right, Right>> = {
  schedule: 'appointments',
  send_messages: 'messages',
  download: 'documents',
  upload: 'documents',
};

export type Choice = 'level' | 'allowed' | 'denied';

export function choiceOf(right: Right, overrides: readonly RightOverride[]): Choice {
  const own = overrides.find((each) => each.right === right);
  if (!own) return 'level';
  return own.allowed ? 'allowed' : 'denied';
}

export function withChoice(overrides: readonly RightOverride[], right: Right, choice: Choice): RightOverride[] {
  const others = overrides.filter((each) => each.right !== right);
  return choice === 'level' ? others : [...others, { right, allowed: choice === 'allowed' }];
}

/** What is allowed in the end. */
export function effectiveRights(ofLevel: readonly Right[], overrides: readonly RightOverride[]): Set<Right> {
  const rights = new Set(ofLevel);
  for (const { right, allowed } of overrides) {
    if (allowed) rights.add(right);
    else rights.delete(right);
  }
  for (const [right, needed] of Object.entries(needs) as [Right, Right][])
    if (!rights.has(needed)) rights.delete(right);
  return rights;
}

/** A right that is allowed, but for one it needs: that one. */
export function hindranceOf(
  right: Right,
  ofLevel: readonly Right[],
  overrides: readonly RightOverride[],
): Right | undefined {
  const needed = needs[right];
  const own = choiceOf(right, overrides);
  const wanted = own === 'level' ? ofLevel.includes(right) : own === 'allowed';
  return wanted && needed && !effectiveRights(ofLevel, overrides).has(needed) ? needed : undefined;
}

/** What each level adds to the one before it. */
export function additionsOf(levels: readonly LevelMeaning[]): Map<Level, { after?: Level; rights: Right[] }> {
  return new Map(
    levels.map(({ level, rights }, index) => {
      const before = levels[index - 1];
      const isMore = before !== undefined && before.rights.every((right) => rights.includes(right));
      const added = isMore ? rights.filter((right) => !before.rights.includes(right)) : rights;
      return [level, { after: isMore ? before.level : undefined, rights: added }];
    }),
  );
}

export interface RightsDraft {
  level: Level;
  overrides: RightOverride[];
  company_scope: RecordKind[];
  days: string;
}

export function rightsDraft(from?: ContactPortal): RightsDraft {
  return {
    level: from?.level ?? 'standard',
    overrides: [...(from?.overrides ?? [])],
    company_scope: [...(from?.company_scope ?? [])],
    days: daysText(from?.retention_days),
  };
}

/** What to send; undefined while the days are no number of days. */
export function rightsBody(draft: RightsDraft): AccessRights | undefined {
  const days = readDays(draft.days);
  if (days === undefined) return undefined;
  const { level, overrides, company_scope } = draft;
  return { level, overrides: [...overrides], company_scope: [...company_scope], retention_days: days };
}
