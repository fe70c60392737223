// SPDX-License-Identifier: Apache-2.0
// Writes the types of t(): every key of locales/en.json with the arguments its message takes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { messageArguments, readCatalogue } from './messages.js';

const target = fileURLToPath(new URL('../packages/ui/src/i18n/keys.generated.ts', import.meta.url));

export function writeMessageTypes() {
  const lines = Object.entries(readCatalogue('en')).map(([key, message]) => {
    const taken = [...messageArguments(message)].map(([name, type]) => `${name}: ${type}`);
    return `  '${key}': ${taken.length === 0 ? 'undefined' : `{ ${taken.join('; ')} }`};`;
  });
  const text = `// Written from locales/en.json by build/message-types.js.\nexport interface MessageArguments {\n${lines.join('\n')}\n}\n`;
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}
