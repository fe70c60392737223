// SPDX-License-Identifier: Apache-2.0
import { api, configureApi, Live, type ApiProblem } from '@loggia/api';
import type { News } from '@loggia/api/conversation-types';
import type { PortalFace, PortalSession, Right } from '@loggia/api/portal-types';
import { applyBranding } from '@loggia/ui/branding';
import { connection } from '@loggia/ui/connection';
import { i18n, matchLanguage, translateIfKnown, type Language } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import { toasts } from '@loggia/ui/toasts';
import { createContext } from 'svelte';
import { detour } from './arrival';

/** Pages for people who are not signed in: they ask for no session. */
const doors = /^\/(sign-in|first-password|forgot|reset|activate|register)$/;

/** Who reads the portal, for whom, and which portal it is. */
export class Session {
  portal = $state.raw<PortalFace>();
  portalError = $state.raw<unknown>();
  /** Undefined until signed in. */
  current = $state.raw<PortalSession>();
  /** What waits, as far as it is known: fetched after the first screen. */
  news = $state.raw<News>();
  /** Counts how often one began to act for somebody else: the page is made anew, with their data. */
  round = $state(0);
  /** The corner of the header, with help in it, stands on the page. */
  hasCorner = $state(false);
  /** The home page begins the guided tour as soon as it stands. */
  touring = false;
  /** As just typed at sign-in, so that choosing a new one need not ask for it again. Never stored. */
  temporaryPassword: string | undefined;
  readonly slug: string;
  readonly live = new Live('/api/v1/portal/live');
  readonly router: Router;

  constructor(slug: string, router: Router) {
    this.slug = slug;
    this.router = router;
    configureApi({
      onSignedOut: () => this.leave(this.#here()),
      onSavedData: (savedAt) => (connection.savedAt = savedAt),
      onProblem: (problem) => this.#hear(problem),
    });
    this.live.on('activity', ({ action }) => action.startsWith('access.') && this.#refresh());
    this.live.on('lost', () => this.#refresh());
  }

  /** Fetches the portal's face and, if there is a session, who it is. */
  async start(): Promise<void> {
    if (!doors.test(this.#here().split('?')[0] ?? '')) void this.load().catch(() => undefined);
    try {
      await this.#loadFace();
    } catch (error) {
      this.portalError = error;
    }
  }

  async #loadFace(): Promise<void> {
    this.portal = await api.get<PortalFace>(`/public/portals/${this.slug}`);
    this.router.appName = this.portal.name;
    applyBranding(this.portal);
  }

  /** On start, and when something about the account changed. Without a session the API client leads to the sign-in page. */
  async load(wanted?: string): Promise<void> {
    const session = await api.get<PortalSession>('/portal/session');
    if (session.portal.slug === this.slug) await this.enter(session, wanted);
    else await (await import('./moves')).comeFrom(session, this);
  }

  /** What signing in answered: from here on its language, time zone and rights hold. Leads to the wanted page, if one is. */
  async enter(session: PortalSession, wanted?: string): Promise<void> {
    this.current = session;
    i18n.timeZone = session.time_zone;
    await this.#speak(matchLanguage(session.contact.locale) ?? i18n.language);
    const here = this.#here();
    const next = detour(session, wanted ?? here) ?? wanted;
    if (next && next !== here) this.router.navigate(next, { replace: true });
    if (!session.must_change_password && session.impersonation?.mode !== 'read_only') this.live.start();
  }

  /** Until it is known, everything is shown as allowed: the server has the last word anyway. */
  may(right: Right): boolean {
    return this.current?.rights.includes(right) ?? true;
  }

  /** Switches the language on screen and, once signed in, of the contact: mails follow. */
  async useLanguage(language: Language): Promise<void> {
    await this.#speak(language);
    if (this.current) await api.put('/portal/locale', { locale: language });
  }

  /** The portal's own words, its welcome, come from the server in the same language. */
  async #speak(language: Language): Promise<void> {
    if (language === i18n.language) return i18n.use(language);
    await i18n.use(language);
    void this.#loadFace().catch(() => undefined);
  }

  /** Without a network the session goes on, but what is kept here is gone at once. `wanted` as for `leave`. */
  async signOut(wanted?: string): Promise<void> {
    try {
      await api.del('/portal/session');
    } catch (error) {
      navigator.serviceWorker?.controller?.postMessage('forget');
      throw error;
    }
    void import('./messaging').then(({ forgetMessages }) => forgetMessages()).catch(() => undefined);
    this.leave(wanted);
  }

  /** Nothing of the person stays behind in this browser. `wanted` is the page to come back to after signing in. */
  leave(wanted = '/'): void {
    const watched = this.current?.impersonation;
    this.forget();
    this.current = undefined;
    this.temporaryPassword = undefined;
    if (watched) return location.assign(`/crm/contacts/${watched.contact_id}`);
    // Several requests may hear at once that the session ended: the first leads the way, before the page has changed.
    if (location.pathname === this.router.href('/sign-in')) return;
    const query = wanted === '' || wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`;
    this.router.navigate(`/sign-in${query}`, { replace: true });
  }

  /** What was kept for reading without a network belongs to whom one acted for until now. */
  forget(): void {
    this.live.stop();
    this.news = undefined;
    navigator.serviceWorker?.controller?.postMessage('forget');
  }

  /** Refusals that say something about the whole portal, wherever they come up. */
  #hear({ code }: ApiProblem): void {
    if (code === 'right_missing') this.#refresh();
    const calm = code.startsWith('impersonation_') && translateIfKnown(`common.problem.${code}`);
    if (calm) toasts.show(calm, undefined, 'note');
  }

  #refresh(): void {
    void import('./moves').then(({ refresh }) => refresh(this)).catch(() => undefined);
  }

  #here(): string {
    return (location.pathname.slice(this.router.base.length) || '/') + location.search;
  }
}

export const [useSession, provideSession] = createContext<Session>();
