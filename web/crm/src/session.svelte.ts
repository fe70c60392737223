// SPDX-License-Identifier: Apache-2.0
import { api, ApiProblem, configureApi, Live } from '@loggia/api';
import type { SecondFactor, StaffSession } from '@loggia/api/crm-types';
import { connection } from '@loggia/ui/connection';
import { i18n, matchLanguage, type Language } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import { createContext } from 'svelte';

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
    if (!staff.must_set_up_second_factor) this.live.start();
  }

  /** Signed in, with nothing left to do first. */
  get isIn(): boolean {
    return this.staff !== undefined && !this.staff.must_set_up_second_factor;
  }

  get isAdmin(): boolean {
    return this.staff?.user.role === 'admin';
  }

  /** Whether this is the person's only second factor, in an organization that asks for one. */
  needs(factor: SecondFactor): boolean {
    return this.staff?.organization.second_factor === 'required' && this.staff.user.second_factor === factor;
  }

  /** Where somebody who has just signed in goes: to what was wanted, a path of this app. */
  arrive(wanted: string | null): void {
    this.#router.navigate(wanted?.startsWith('/') ? wanted : '/contacts', { replace: true });
  }

  /** The organization has begun to ask for a second factor while the person was at work. */
  refused(error: unknown): void {
    const isNew = this.staff?.must_set_up_second_factor === false;
    if (isNew && error instanceof ApiProblem && error.code === 'second_factor_required')
      void this.load().catch(() => undefined);
  }

  /** Leads to where a second factor is set up, and from there to what was wanted. */
  setUpSecondFactor(): void {
    this.live.stop();
    this.#router.navigate(`/second-factor?next=${encodeURIComponent(this.#wanted())}`, { replace: true });
  }

  /** Switches the language on screen and, once signed in, of the person. */
  async useLanguage(language: Language): Promise<void> {
    await i18n.use(language);
    if (this.staff) await api.put('/session/locale', { locale: language });
  }

  async signOut(): Promise<void> {
    await api.del('/session');
    void import('./messaging').then(({ forgetMessages }) => forgetMessages()).catch(() => undefined);
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
