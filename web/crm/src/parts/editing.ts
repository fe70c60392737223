// SPDX-License-Identifier: Apache-2.0
// A form over a record that others may change meanwhile: what to send, and how to go on after a conflict.

type Values = Record<string, unknown>;

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The members of `draft` that differ from `base`: the body of a PATCH. */
export function changesOf<Draft extends object>(base: Draft, draft: Draft): Partial<Draft> {
  const pairs = Object.entries(draft).filter(([name, value]) => !same(value, (base as Values)[name]));
  return Object.fromEntries(pairs) as Partial<Draft>;
}

/**
 * Someone else saved `fresh` while this form, which began with `base`, stood at `draft`. What was typed here stays,
 * the rest follows what is saved; `both` names what both sides changed, differently.
 */
export function rebase<Draft extends object>(
  base: Draft,
  draft: Draft,
  fresh: Draft,
): { draft: Draft; both: (keyof Draft)[] } {
  const mine = changesOf(base, draft);
  const theirs = changesOf(base, fresh);
  const both = (Object.keys(mine) as (keyof Draft)[]).filter(
    (name) => name in theirs && !same(draft[name], fresh[name]),
  );
  return { draft: { ...fresh, ...mine }, both };
}

/** A text field left empty means that there is nothing. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
