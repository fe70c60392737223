// SPDX-License-Identifier: Apache-2.0

export type PasswordRule = 'length' | 'upper' | 'lower' | 'digit' | 'special';

export const passwordRules: readonly PasswordRule[] = ['length', 'upper', 'lower', 'digit', 'special'];

/** The server's rules, as far as they can be told from the password alone. */
export function rulesMet(password: string): Set<PasswordRule> {
  const met = new Set<PasswordRule>();
  if ([...password].length >= 8) met.add('length');
  if (/\p{Uppercase}/u.test(password)) met.add('upper');
  if (/\p{Lowercase}/u.test(password)) met.add('lower');
  if (/\p{Nd}/u.test(password)) met.add('digit');
  if (/[^\p{Alphabetic}\p{L}\p{Nd}]/u.test(password)) met.add('special');
  return met;
}
