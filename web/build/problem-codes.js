// SPDX-License-Identifier: Apache-2.0
// Finds the codes with which the server refuses something, so that a test can ask for a text for each.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../server/', import.meta.url));

/** The codes of refusals (`Problem(Fault::conflict, "email_taken", …)`) and of fields (`fail("too_long", …)`). */
export function problemCodes() {
  return [...new Set(sources().flatMap(codesIn))].sort();
}

function sources() {
  return readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[ch]pp$/.test(path) && !path.endsWith('_test.cpp') && !/(^|\/)test\//.test(path))
    .map((path) => readFileSync(server + path, 'utf8'));
}

function codesIn(source) {
  const places = [
    ...source.matchAll(/Fault::\w+(?: : Fault::\w+)?,\s*([^,;]*)/g),
    // With a message after the code: other helpers of that name take the name of a system call alone.
    ...source.matchAll(/\bfail\(\s*("\w+"),/g),
    ...source.matchAll(/errors\.push_back\(\{[^,;]*,\s*("\w+"),/g),
    ...source.matchAll(/case PasswordFault::\w+: return ("\w+")/g),
  ];
  return places.flatMap(([, place]) => [...place.matchAll(/"([a-z_]+)"/g)].map(([, code]) => code));
}
