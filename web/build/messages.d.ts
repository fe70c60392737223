// SPDX-License-Identifier: Apache-2.0
import type { CompiledMessage } from '../packages/ui/src/i18n/format';

export const languages: string[];
export const namespaces: Record<'portal' | 'crm', string[]>;
export function readCatalogue(language: string): Record<string, string>;
export function compileMessage(message: string): CompiledMessage;
export function messageArguments(message: string): Map<string, string>;
export function compileCatalogue(
  app: 'portal' | 'crm',
  language: string,
  part: 'first' | 'rest',
): Record<string, CompiledMessage>;
