// SPDX-License-Identifier: Apache-2.0
// Vite plugin: `virtual:loggia-messages` offers two lazily imported modules per language: the messages of the app's first
// screen, and the rest.
import { cataloguePath, compileCatalogue, languages, localesFolder } from './messages.js';
import { writeMessageTypes } from './message-types.js';

const index = 'virtual:loggia-messages';
const prefix = `${index}/`;

/** @param {'portal' | 'crm'} app */
export function messages(app) {
  return {
    name: 'loggia-messages',
    buildStart() {
      writeMessageTypes();
    },
    resolveId(id) {
      return id === index || id.startsWith(prefix) ? `\0${id}` : undefined;
    },
    load(id) {
      if (id === `\0${index}`) {
        const table = (part) =>
          languages.map((language) => `${language}: () => import('${prefix}${language}-${part}')`).join(', ');
        return `export const first = { ${table('first')} };\nexport const rest = { ${table('rest')} };`;
      }
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [language, part] = id.slice(prefix.length + 1).split('-');
      this.addWatchFile(cataloguePath('en'));
      this.addWatchFile(cataloguePath(language));
      const text = JSON.stringify(compileCatalogue(app, language, part));
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(localesFolder)) return;
      writeMessageTypes();
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: 'full-reload' });
    },
  };
}
