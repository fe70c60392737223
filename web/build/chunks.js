// SPDX-License-Identifier: Apache-2.0
// How the code of an app is cut into files: what the first screen needs comes in one, instead of a dozen small ones.

/** Without what only forms and players need. */
const svelteRuntime = /node_modules[\\/](svelte|esm-env|clsx)[\\/](?!.*[\\/]bindings[\\/](input|media)\.js$)/;
const entry = /[\\/](portal|crm)[\\/]src[\\/]main\.ts$/;
/** The page most people open first, in the same file: one request instead of two. */
const firstPage = /[\\/]portal[\\/]src[\\/]routes[\\/]home[\\/]HomePage\.svelte$/;

/** Vite plugin: groups the modules that `src/main.ts` and the portal's home import statically. */
export function firstScreenChunk() {
  const atOnce = new Set();
  return {
    name: 'loggia-first-screen-chunk',
    apply: 'build',
    buildEnd() {
      const visit = (id) => {
        if (atOnce.has(id) || svelteRuntime.test(id)) return;
        atOnce.add(id);
        for (const imported of this.getModuleInfo(id)?.importedIds ?? []) visit(imported);
      };
      for (const id of this.getModuleIds()) if (entry.test(id) || firstPage.test(id)) visit(id);
    },
    config: () => ({
      build: {
        rolldownOptions: {
          treeshake: {
            // The first defines custom elements, which neither app has; the others only export functions.
            moduleSideEffects: [
              { test: /svelte[\\/].*[\\/](custom-element|bindings[\\/][a-z]+)\.js$/, sideEffects: false },
            ],
          },
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [
                {
                  name: 'first',
                  test: (id) => !entry.test(id) && (atOnce.has(id) || svelteRuntime.test(id)),
                  priority: 2,
                },
              ],
            },
          },
        },
      },
    }),
  };
}
