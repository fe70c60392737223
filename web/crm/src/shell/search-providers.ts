// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import { price } from '@loggia/ui/formats';
import { t } from '@loggia/ui/i18n';
import type { Router } from '@loggia/ui/router';
import House from '@lucide/svelte/icons/house';
import SquareKanban from '@lucide/svelte/icons/square-kanban';
import User from '@lucide/svelte/icons/user';
import type { CommandGroup } from './command-bar.svelte';

type SearchProvider = (text: string, signal: AbortSignal) => Promise<CommandGroup>;

interface Money {
  amount: number;
  currency: string;
}
interface Page<Item> {
  items: Item[];
}

async function find<Item>(path: string, q: string, signal: AbortSignal): Promise<Item[]> {
  const mostOfOneKind = 5;
  const { items } = await api.get<Page<Item>>(path, { q, limit: mostOfOneKind }, { signal });
  return items;
}

/** What the command bar searches: contacts, properties and deals, a few of each. */
export function searchProviders(router: Router): SearchProvider[] {
  return [
    async (text, signal) => {
      type Contact = { id: string; first_name: string; last_name: string; email?: string | null };
      const contacts = await find<Contact>('/contacts', text, signal);
      const commands = contacts.map(({ id, first_name, last_name, email }) => ({
        id,
        label: `${first_name} ${last_name}`,
        icon: User,
        detail: email ?? undefined,
        run: () => router.navigate(`/contacts/${id}`),
      }));
      return { heading: t('common.nav.contacts'), commands };
    },
    async (text, signal) => {
      type Property = { id: string; title: string; town: string; price?: Money | null };
      const properties = await find<Property>('/properties', text, signal);
      const commands = properties.map((property) => ({
        id: property.id,
        label: `${property.title}, ${property.town}`,
        icon: House,
        detail: property.price ? price(property.price.amount, property.price.currency) : undefined,
        run: () => router.navigate(`/properties/${property.id}`),
      }));
      return { heading: t('common.nav.properties'), commands };
    },
    async (text, signal) => {
      type Deal = { id: string; title: string; contacts: { name: string }[] };
      const deals = await find<Deal>('/deals', text, signal);
      const commands = deals.map(({ id, title, contacts }) => ({
        id,
        label: title,
        icon: SquareKanban,
        detail: contacts[0]?.name,
        run: () => router.navigate(`/deals/${id}`),
      }));
      return { heading: t('common.nav.deals'), commands };
    },
  ];
}
