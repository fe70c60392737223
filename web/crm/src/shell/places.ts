// SPDX-License-Identifier: Apache-2.0
import type { Icon } from '@loggia/ui/icon';
import { t, type PlainKey } from '@loggia/ui/i18n';
import type { NavItem } from '@loggia/ui/BottomBar.svelte';
import type { Router } from '@loggia/ui/router';
import Building from '@lucide/svelte/icons/building';
import House from '@lucide/svelte/icons/house';
import Rss from '@lucide/svelte/icons/rss';
import Smartphone from '@lucide/svelte/icons/smartphone';
import SquareKanban from '@lucide/svelte/icons/square-kanban';
import UserCog from '@lucide/svelte/icons/user-cog';
import Users from '@lucide/svelte/icons/users';

export interface Place {
  path: string;
  key: PlainKey;
  icon: Icon;
  /** Typed after G. */
  letter: string;
}

export const work: Place[] = [
  { path: '/contacts', key: 'common.nav.contacts', icon: Users, letter: 'c' },
  { path: '/companies', key: 'common.nav.companies', icon: Building, letter: 'o' },
  { path: '/properties', key: 'common.nav.properties', icon: House, letter: 'p' },
  { path: '/deals', key: 'common.nav.deals', icon: SquareKanban, letter: 'd' },
  { path: '/feeds', key: 'common.nav.feeds', icon: Rss, letter: 'f' },
];

export const settings: Place[] = [
  { path: '/settings/portals', key: 'common.nav.portals', icon: Smartphone, letter: 's' },
  { path: '/settings/account', key: 'common.nav.account', icon: UserCog, letter: 'a' },
];

export function navItem(place: Place, router: Router): NavItem {
  return { label: t(place.key), icon: place.icon, href: router.href(place.path), current: router.isAt(place.path) };
}
