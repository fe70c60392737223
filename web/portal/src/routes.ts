// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@loggia/ui/i18n';
import type { Page, Route } from '@loggia/ui/router';

type Load = () => Promise<{ default: Page }>;

/** The page with the texts beyond the first screen's, which it needs. */
function whole(load: Load): Load {
  return () => Promise.all([load(), i18n.whole()]).then(([page]) => page);
}

/** Pages beyond the first screen: even the addresses of their files are fetched later. */
function seldom(name: string): Load {
  return whole(() => import('./seldom').then(({ seldomPage }) => seldomPage(name)));
}

/** Path, page, and whether it stands alone, without header and navigation. */
export const routes: Route[] = [
  { path: '/', load: () => import('./routes/home/HomePage.svelte') },
  { path: '/sign-in', load: whole(() => import('./routes/sign-in/SignInPage.svelte')), bare: true },
  ...[
    'properties',
    'properties/:property',
    'appointments',
    'appointments/:appointment',
    'compare',
    'progress',
    'profile',
    'profile/:section',
    'messages',
    'messages/:conversation',
    'notifications',
  ].map((name) => ({ path: `/${name}`, load: seldom(name) })),
  ...['first-password', 'forgot', 'reset', 'activate', 'register', 'identity', 'welcome'].map((name) => ({
    path: `/${name}`,
    load: seldom(name),
    bare: true,
  })),
];
