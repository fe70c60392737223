// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import { useRouter } from '@loggia/ui/use-router';

interface About {
  contact: string;
  /** The home it is about, if it is about one. */
  property: string | null;
  /** What it is about otherwise. */
  subject: string;
}

/** Opens the conversation with a contact: about a home the one about it, else the latest; it is made when there is none. */
export function useConversation(): (about: About) => Promise<void> {
  const router = useRouter();
  return async ({ contact, property, subject }) => {
    const latest = property === null ? await latestOf(contact) : undefined;
    const begun = latest ?? (await begin({ contact, property, subject }));
    router.navigate(`/inbox/${begun.id}`);
  };
}

async function latestOf(contact: string): Promise<{ id: string } | undefined> {
  const { items } = await api.get<{ items: { id: string }[] }>(`/contacts/${contact}/conversations`);
  return items[0];
}

function begin({ contact, property, subject }: About): Promise<{ id: string }> {
  const about = property === null ? { subject } : { property_id: property };
  return api.post('/conversations', { contact_id: contact, ...about });
}
