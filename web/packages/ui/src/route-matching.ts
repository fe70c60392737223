// SPDX-License-Identifier: Apache-2.0

export type Parameters = Record<string, string>;

/**
 * Matches `/deals/d1` against `/deals/:deal` and answers `{ deal: 'd1' }`; undefined when it does not fit. A parameter is an
 * id or a word: anything else (`..%2Fsession`) could lead a request that is built with it elsewhere.
 */
export function matchPath(pattern: string, path: string): Parameters | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return undefined;
  const found: Parameters = {};
  for (const [index, name] of wanted.entries()) {
    const value = given[index] ?? '';
    if (name.startsWith(':')) {
      if (!/^[\w-]+$/.test(value)) return undefined;
      found[name.slice(1)] = value;
    } else if (name !== value) return undefined;
  }
  return found;
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The path within the app, `/` at least; undefined when it lies outside the app's base. */
export function withinBase(base: string, path: string): string | undefined {
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}
