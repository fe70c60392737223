// SPDX-License-Identifier: Apache-2.0
import { api, configureApi, Live } from '@loggia/api';
import { connection } from '@loggia/ui/connection';
import { i18n, matchLanguage, type Language } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import { createContext } from 'svelte';

export interface StaffSession {
  user: { id: string; name: string; email: string; role: 'admin' | 'agent'; locale: string };
  organization: { id: string; name: string; time_zone: string; currency: string; locale: string };
}

/** Who works here. Without a session the API client leads to the sign-in page. */
export class Session {
  staff = $state.raw<StaffSession>();
  readonly live = new Live('/api/v1/live');
  #router: Router;

  constructor(router: Router) {
    this.#router = router;
    configureApi({
      // The page that asked is shown again after the sign-in.
      onSignedOut: () => this.leave(this.#wanted()),
      onSavedData: (savedAt) => (connection.savedAt = savedAt),
    });
  }

  async load(): Promise<void> {
    await this.enter(await api.get<StaffSession>('/session'));
  }

  /** What signing in answered: the person's language and the organization's time zone hold from here on. */
  async enter(staff: StaffSession): Promise<void> {
    this.staff = staff;
    this.#router.appName = staff.organization.name;
    i18n.timeZone = staff.organization.time_zone;
    await i18n.use(matchLanguage(staff.user.locale) ?? i18n.language);
    this.live.start();
  }

  /** Switches the language on screen and, once signed in, of the person. */
  async useLanguage(language: Language): Promise<void> {
    await i18n.use(language);
    if (this.staff) await api.put('/session/locale', { locale: language });
  }

  async signOut(): Promise<void> {
    await api.del('/session');
    this.leave();
  }

  /** Where the person was, with the filters of the page. */
  #wanted(): string {
    const query = this.#router.query.toString();
    return this.#router.path + (query && `?${query}`);
  }

  leave(next = '/'): void {
    this.live.stop();
    this.staff = undefined;
    if (location.pathname === this.#router.href('/sign-in')) return;
    const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
    this.#router.navigate(`/sign-in${query}`, { replace: true });
  }
}

export const [useSession, provideSession] = createContext<Session>();
