// SPDX-License-Identifier: Apache-2.0
import type { Icon } from '@loggia/ui/icon';
import { t, type PlainKey } from '@loggia/ui/i18n';
import type { NavItem } from '@loggia/ui/BottomBar.svelte';
import type { Router } from '@loggia/ui/router';
import Bell from '@lucide/svelte/icons/bell';
import Building from '@lucide/svelte/icons/building';
import Calendar from '@lucide/svelte/icons/calendar';
import Inbox from '@lucide/svelte/icons/inbox';
import House from '@lucide/svelte/icons/house';
import Rss from '@lucide/svelte/icons/rss';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Smartphone from '@lucide/svelte/icons/smartphone';
import SquareKanban from '@lucide/svelte/icons/square-kanban';
import UserRoundPlus from '@lucide/svelte/icons/user-round-plus';
import UserCog from '@lucide/svelte/icons/user-cog';
import Users from '@lucide/svelte/icons/users';

export interface Place {
  path: string;
  key: PlainKey;
  icon: Icon;
  /** Typed after G. */
  letter: string;
  /** Agents have no business there. */
  adminOnly?: boolean;
}

export const inbox: Place = { path: '/inbox', key: 'common.nav.inbox', icon: Inbox, letter: 'i' };

/** On a phone; on a wide screen they are behind the bell. */
export const notifications: Place = {
  path: '/notifications',
  key: 'common.nav.notifications',
  icon: Bell,
  letter: 'n',
};

export const work: Place[] = [
  { path: '/contacts', key: 'common.nav.contacts', icon: Users, letter: 'c' },
  { path: '/companies', key: 'common.nav.companies', icon: Building, letter: 'o' },
  { path: '/properties', key: 'common.nav.properties', icon: House, letter: 'p' },
  { path: '/deals', key: 'common.nav.deals', icon: SquareKanban, letter: 'd' },
  { path: '/calendar', key: 'common.nav.calendar', icon: Calendar, letter: 'k' },
  { path: '/requests', key: 'common.nav.requests', icon: UserRoundPlus, letter: 'r' },
  { path: '/feeds', key: 'common.nav.feeds', icon: Rss, letter: 'f' },
];

const allSettings: Place[] = [
  { path: '/settings/portals', key: 'common.nav.portals', icon: Smartphone, letter: 's' },
  { path: '/settings/security', key: 'common.nav.security', icon: ShieldCheck, letter: 'y', adminOnly: true },
  { path: '/settings/audit', key: 'common.nav.audit', icon: ScrollText, letter: 'l', adminOnly: true },
  { path: '/settings/account', key: 'common.nav.account', icon: UserCog, letter: 'a' },
];

export function settingsFor(isAdmin: boolean): Place[] {
  return allSettings.filter(({ adminOnly }) => isAdmin || !adminOnly);
}

export function navItem(place: Place, router: Router): NavItem {
  return { label: t(place.key), icon: place.icon, href: router.href(place.path), current: router.isAt(place.path) };
}
