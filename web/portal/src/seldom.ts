// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@loggia/ui/router';

const messages = () => import('./routes/messages/MessagesPage.svelte');
const profile = () => import('./routes/profile/ProfilePage.svelte');

const pages = {
  properties: () => import('./routes/properties/PropertiesPage.svelte'),
  'properties/:property': () => import('./routes/property/PropertyPage.svelte'),
  appointments: () => import('./routes/appointments/AppointmentsPage.svelte'),
  'appointments/:appointment': () => import('./routes/appointment/AppointmentPage.svelte'),
  compare: () => import('./routes/compare/ComparePage.svelte'),
  progress: () => import('./routes/progress/ProgressPage.svelte'),
  profile,
  'profile/:section': profile,
  messages,
  'messages/:conversation': messages,
  notifications: () => import('./routes/notifications/NotificationsPage.svelte'),
  'first-password': () => import('./routes/first-password/FirstPasswordPage.svelte'),
  forgot: () => import('./routes/forgot/ForgotPage.svelte'),
  reset: () => import('./routes/reset/ResetPage.svelte'),
  activate: () => import('./routes/activate/ActivatePage.svelte'),
  register: () => import('./routes/register/RegisterPage.svelte'),
  identity: () => import('./routes/identity/IdentityPage.svelte'),
  welcome: () => import('./routes/welcome/WelcomePage.svelte'),
} as Record<string, () => Promise<{ default: Page }>>;

export function seldomPage(name: string): Promise<{ default: Page }> {
  const load = pages[name];
  return load ? load() : Promise.reject(new Error(`there is no page "${name}"`));
}
