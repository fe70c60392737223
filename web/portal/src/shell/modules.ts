// SPDX-License-Identifier: Apache-2.0
import type { NavItem } from '@loggia/ui/BottomBar.svelte';
import { t } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import Building from '@lucide/svelte/icons/building-2';
import Calendar from '@lucide/svelte/icons/calendar';
import House from '@lucide/svelte/icons/house';

/** The portal's modules, the busiest first. The profile stands apart: last in the bottom bar, the avatar on top. */
export function modules(router: Router): NavItem[] {
  const places = [
    { label: t('common.nav.home'), icon: House, path: '/' },
    { label: t('common.nav.properties'), icon: Building, path: '/properties' },
    { label: t('common.nav.appointments'), icon: Calendar, path: '/appointments' },
  ];
  return places.map(({ label, icon, path }) => ({
    label,
    icon,
    href: router.href(path),
    current: router.isAt(path),
  }));
}
