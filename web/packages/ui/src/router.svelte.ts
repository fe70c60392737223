// SPDX-License-Identifier: Apache-2.0
// The router of both apps: parameters, lazy pages, links, focus and title on change, scroll positions on the way back.
import { tick, type Component } from 'svelte';
import { matchPath, withinBase, type Parameters } from './route-matching';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each page declares the parameters it takes as its props
export type Page = Component<any>;

export interface Route {
  /** `/deals/:deal` */
  path: string;
  load: () => Promise<{ default: Page }>;
  /** Without the app's header and navigation: sign-in. */
  bare?: boolean;
}

interface State {
  scroll?: number;
}

export class Router {
  readonly base: string;
  #routes: Route[];
  #visit = 0;
  /** The page on screen; undefined until the first one is loaded. */
  page = $state.raw<Page>();
  parameters = $state.raw<Parameters>({});
  /** The path within the app, `/contacts/c1`. */
  path = $state('');
  query = $state.raw(new URLSearchParams());
  /** True while the next page's code is on its way. */
  loading = $state(false);
  /** The next page's code could not be fetched. */
  failed = $state(false);
  notFound = $state(false);
  bare = $state(false);
  /** What the tab is called after; pages set it, and `<PageTitle>` does so for them. */
  appName = $state('Loggia');

  constructor(base: string, routes: Route[]) {
    this.base = base;
    this.#routes = routes;
  }

  start(): void {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => void this.#show((history.state as State | null)?.scroll ?? 0));
    document.addEventListener('click', (event) => this.#follow(event));
    void this.#show(undefined);
  }

  /** The address of a path within the app, for `href`. */
  href(path: string): string {
    return this.base + path;
  }

  /** Goes to a path within the app. `replace` leaves no step to come back to: for filters and redirects. */
  navigate(path: string, { replace = false } = {}): void {
    const sameView = withinBase(this.base, new URL(this.href(path), location.href).pathname) === this.path;
    if (replace) history.replaceState({ scroll: scrollY } satisfies State, '', this.href(path));
    else {
      history.replaceState({ scroll: scrollY } satisfies State, '');
      history.pushState({}, '', this.href(path));
    }
    void this.#show(sameView && replace ? undefined : 0);
  }

  /** True when the path, or one below it, is on screen: for `aria-current`. */
  isAt(path: string): boolean {
    return path === '/' ? this.path === '/' : this.path === path || this.path.startsWith(`${path}/`);
  }

  reload(): void {
    void this.#show(undefined);
  }

  /** `scroll` is where to stand on the new page; undefined leaves scroll and focus alone. */
  async #show(scroll: number | undefined): Promise<void> {
    const visit = ++this.#visit;
    const path = withinBase(this.base, location.pathname) ?? '/';
    const [route, parameters] = this.#find(path);
    this.loading = true;
    const page = await route?.load().catch(() => null);
    if (visit !== this.#visit) return;
    this.loading = false;
    this.failed = page === null;
    this.notFound = route === undefined;
    this.bare = route?.bare === true;
    this.page = page?.default;
    this.parameters = parameters;
    const moved = path !== this.path;
    this.path = path;
    this.query = new URLSearchParams(location.search);
    await tick();
    if (scroll === undefined) return;
    if (moved) document.getElementById('main')?.focus({ preventScroll: true });
    scrollWhenTallEnough(scroll, () => visit === this.#visit);
  }

  #find(path: string): [Route | undefined, Parameters] {
    for (const route of this.#routes) {
      const parameters = matchPath(route.path, path);
      if (parameters !== undefined) return [route, parameters];
    }
    return [undefined, {}];
  }

  #follow(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return;
    const path = withinBase(this.base, link.pathname);
    const onlyJumps = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
    if (path === undefined || onlyJumps) return;
    event.preventDefault();
    this.navigate(path + link.search + link.hash);
  }
}

/** A page that is still loading its data is too short to stand where the reader stood: wait up to a second. */
function scrollWhenTallEnough(top: number, stillHere: () => boolean): void {
  const giveUp = performance.now() + 1_000;
  const attempt = () => {
    if (!stillHere()) return;
    scrollTo({ top, behavior: 'instant' });
    if (scrollY < top - 1 && performance.now() < giveUp) requestAnimationFrame(attempt);
  };
  attempt();
}
