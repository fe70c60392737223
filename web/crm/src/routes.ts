// SPDX-License-Identifier: Apache-2.0
import type { Page, Route } from '@loggia/ui/router';

const pages = import.meta.glob<{ default: Page }>(['./routes/**/*Page.svelte', '!./routes/dev-ui/*']);

/** Path, page, and whether it stands alone, without the navigation. */
const table: { path: string; page: string; bare?: boolean }[] = [
  { path: '/sign-in', page: 'sign-in/SignInPage', bare: true },
  { path: '/forgot', page: 'sign-in/ForgotPage', bare: true },
  { path: '/reset', page: 'sign-in/ResetPage', bare: true },
  { path: '/second-factor', page: 'sign-in/SecondFactorPage', bare: true },
  { path: '/inbox', page: 'inbox/InboxPage' },
  { path: '/inbox/:conversation', page: 'inbox/InboxPage' },
  { path: '/notifications', page: 'notifications/NotificationsPage' },
  { path: '/contacts', page: 'contacts/ContactsPage' },
  { path: '/contacts/:contact', page: 'contact/ContactPage' },
  { path: '/companies', page: 'companies/CompaniesPage' },
  { path: '/companies/:company', page: 'company/CompanyPage' },
  { path: '/properties', page: 'properties/PropertiesPage' },
  { path: '/properties/new', page: 'property/NewPropertyPage' },
  { path: '/properties/:property', page: 'property/PropertyPage' },
  { path: '/properties/:property/edit', page: 'property/EditPropertyPage' },
  { path: '/deals', page: 'deals/DealsPage' },
  { path: '/deals/:deal', page: 'deal/DealPage' },
  { path: '/calendar', page: 'calendar/CalendarPage' },
  { path: '/appointments/:appointment', page: 'appointment/AppointmentPage' },
  { path: '/feeds', page: 'feeds/FeedsPage' },
  { path: '/requests', page: 'requests/RequestsPage' },
  { path: '/settings/portals', page: 'settings-portals/PortalsPage' },
  { path: '/settings/account', page: 'settings-account/AccountPage' },
  { path: '/settings/security', page: 'settings-security/SecurityPage' },
  { path: '/settings/audit', page: 'settings-audit/AuditPage' },
];

/** Every component on one page, for who works on them: no part of what agencies get. */
const gallery: Route[] =
  import.meta.env.DEV || import.meta.env.MODE === 'gallery'
    ? [{ path: '/dev/ui', load: () => import('./routes/dev-ui/ComponentsPage.svelte'), bare: true }]
    : [];

export const routes: Route[] = [
  ...table.flatMap(({ path, page, bare }) => {
    const load = pages[`./routes/${page}.svelte`];
    return load ? [{ path, load, bare }] : [];
  }),
  ...gallery,
];
