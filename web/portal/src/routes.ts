// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@loggia/ui/i18n';
import type { Page, Route } from '@loggia/ui/router';

const pages = import.meta.glob<{ default: Page }>('./routes/*/*Page.svelte');

/** Pages that may be the first screen; the others wait for the rest of the messages. */
const firstScreens = ['home/HomePage', 'sign-in/SignInPage'];

/** Path, page, and whether it stands alone, without header and navigation. */
const table: { path: string; page: string; bare?: boolean }[] = [
  { path: '/', page: 'home/HomePage' },
  { path: '/sign-in', page: 'sign-in/SignInPage', bare: true },
  { path: '/first-password', page: 'first-password/FirstPasswordPage', bare: true },
  { path: '/properties', page: 'properties/PropertiesPage' },
  { path: '/properties/:property', page: 'property/PropertyPage' },
  { path: '/appointments', page: 'appointments/AppointmentsPage' },
  { path: '/profile', page: 'profile/ProfilePage' },
];

export const routes: Route[] = table.flatMap(({ path, page, bare }) => {
  const load = pages[`./routes/${page}.svelte`];
  if (!load) return [];
  if (firstScreens.includes(page)) return [{ path, load, bare }];
  return [{ path, load: () => Promise.all([load(), i18n.whole()]).then(([loaded]) => loaded), bare }];
});
