// SPDX-License-Identifier: Apache-2.0
import { api, configureApi, Live } from '@loggia/api';
import { applyBranding, type Branding } from '@loggia/ui/branding';
import { connection } from '@loggia/ui/connection';
import { i18n, matchLanguage, type Language } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import { createContext } from 'svelte';

/** The portal's public face, before anyone signs in. */
export interface PortalFace extends Branding {
  slug: string;
  name: string;
  organization_name: string;
  tagline?: string | null;
  welcome?: string | null;
  logo_url?: string | null;
  support: { name?: string | null; email?: string | null; phone?: string | null };
  locales: string[];
}

export interface PortalSession {
  contact: {
    id: string;
    first_name: string;
    last_name: string;
    email?: string | null;
    phone?: string | null;
    locale: string;
  };
  portal: { slug: string; name: string };
  level: 'basic' | 'standard' | 'extended';
  /** The temporary password must be replaced before anything else. */
  must_change_password: boolean;
  time_zone: string;
  /** URL template of map tiles; without one, maps are a plain marker. */
  map_tiles?: string | null;
}

/** Who reads the portal, and which portal it is. */
export class Session {
  portal = $state.raw<PortalFace>();
  portalError = $state.raw<unknown>();
  /** Undefined until signed in. */
  current = $state.raw<PortalSession>();
  /** As just typed at sign-in, so that choosing a new one need not ask for it again. Never stored. */
  temporaryPassword: string | undefined;
  readonly slug: string;
  readonly live = new Live('/api/v1/portal/live');
  #router: Router;

  constructor(slug: string, router: Router) {
    this.slug = slug;
    this.#router = router;
    configureApi({
      onSignedOut: () => this.leave(location.pathname.slice(router.base.length) + location.search),
      onSavedData: (savedAt) => (connection.savedAt = savedAt),
    });
  }

  /** Fetches the portal's face and, if there is a session, who it is. */
  async start(): Promise<void> {
    const atDoor = ['/sign-in', '/first-password'].some((path) => location.pathname === this.#router.href(path));
    if (!atDoor) void this.load().catch(() => undefined);
    try {
      await this.#loadFace();
    } catch (error) {
      this.portalError = error;
    }
  }

  async #loadFace(): Promise<void> {
    this.portal = await api.get<PortalFace>(`/public/portals/${this.slug}`);
    this.#router.appName = this.portal.name;
    applyBranding(this.portal);
  }

  /** After sign-in, and on start. Without a session the API client leads to the sign-in page. */
  async load(): Promise<void> {
    await this.enter(await api.get<PortalSession>('/portal/session'));
  }

  /** What signing in answered: the contact's language and the organization's time zone hold from here on. */
  async enter(session: PortalSession): Promise<void> {
    this.current = session;
    i18n.timeZone = session.time_zone;
    await this.#speak(matchLanguage(session.contact.locale) ?? i18n.language);
    if (session.must_change_password) this.#router.navigate('/first-password', { replace: true });
    else this.live.start();
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

  async signOut(): Promise<void> {
    await api.del('/portal/session');
    this.leave();
  }

  /** Nothing of the person stays behind in this browser. `wanted` is the page to come back to after signing in. */
  leave(wanted = '/'): void {
    this.live.stop();
    this.current = undefined;
    this.temporaryPassword = undefined;
    navigator.serviceWorker?.controller?.postMessage('forget');
    // Several requests may hear at once that the session ended: the first leads the way, before the page has changed.
    if (location.pathname === this.#router.href('/sign-in')) return;
    const query = wanted === '' || wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`;
    this.#router.navigate(`/sign-in${query}`, { replace: true });
  }
}

export const [useSession, provideSession] = createContext<Session>();
