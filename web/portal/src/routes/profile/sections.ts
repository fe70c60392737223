// SPDX-License-Identifier: Apache-2.0
import type { Right } from '@loggia/api/portal-types';
import type { PlainKey } from '@loggia/ui/i18n';
import type { Icon } from '@loggia/ui/icon';
import Bell from '@lucide/svelte/icons/bell';
import CalendarPlus from '@lucide/svelte/icons/calendar-plus';
import Fingerprint from '@lucide/svelte/icons/fingerprint-pattern';
import Globe from '@lucide/svelte/icons/globe';
import KeyRound from '@lucide/svelte/icons/key-round';
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone';
import User from '@lucide/svelte/icons/user';
import type { Component } from 'svelte';

export interface Section {
  /** The last part of its address. */
  id: string;
  label: PlainKey;
  icon: Icon;
  /** Who lacks it has no use for the section. */
  right?: Right;
  load: () => Promise<{ default: Component<{ heading: string }> }>;
}

export const sections: Section[] = [
  { id: 'details', label: 'portal.profile.details', icon: User, load: () => import('./Details.svelte') },
  { id: 'settings', label: 'portal.profile.settings', icon: Globe, load: () => import('./Settings.svelte') },
  {
    id: 'notifications',
    label: 'common.nav.notifications',
    icon: Bell,
    load: () => import('./Notifications.svelte'),
  },
  { id: 'password', label: 'common.password', icon: KeyRound, load: () => import('./Password.svelte') },
  { id: 'passkeys', label: 'portal.passkeys.title', icon: Fingerprint, load: () => import('./Passkeys.svelte') },
  {
    id: 'calendar',
    label: 'portal.calendar.title',
    icon: CalendarPlus,
    right: 'appointments',
    load: () => import('./CalendarFeed.svelte'),
  },
  { id: 'devices', label: 'portal.devices.title', icon: MonitorSmartphone, load: () => import('./Devices.svelte') },
];
