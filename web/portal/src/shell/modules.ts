// SPDX-License-Identifier: Apache-2.0
import type { Right } from '@loggia/api/portal-types';
import type { NavItem } from '@loggia/ui/BottomBar.svelte';
import { t, type PlainKey } from '@loggia/ui/i18n';
import type { Icon } from '@loggia/ui/icon';
import type { Router } from '@loggia/ui/router';
import Building from '@lucide/svelte/icons/building-2';
import Calendar from '@lucide/svelte/icons/calendar';
import House from '@lucide/svelte/icons/house';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import type { Session } from '../session.svelte';

interface Place {
  label: PlainKey;
  icon: Icon;
  path: string;
  /** Who lacks it does not see the place. */
  right?: Right;
}

/** The portal's modules, the busiest first. The profile stands apart: last in the bottom bar, the avatar on top. */
const places: Place[] = [
  { label: 'common.nav.home', icon: House, path: '/' },
  { label: 'common.nav.properties', icon: Building, path: '/properties', right: 'properties' },
  { label: 'common.nav.appointments', icon: Calendar, path: '/appointments', right: 'appointments' },
  { label: 'common.nav.messages', icon: MessageCircle, path: '/messages', right: 'messages' },
];

export function modules(router: Router, session: Session): NavItem[] {
  return places
    .filter(({ right }) => !right || session.may(right))
    .map(({ label, icon, path }) => ({
      label: t(label),
      icon,
      href: router.href(path),
      current: router.isAt(path),
      count: path === '/messages' ? session.news?.unread_messages : undefined,
    }));
}

/** The page on screen belongs to a module that the account may not use. */
export function isForbidden(router: Router, session: Session): boolean {
  return places.some(({ path, right }) => right && router.isAt(path) && !session.may(right));
}
