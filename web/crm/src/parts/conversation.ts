// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import { useRouter } from '@loggia/ui/use-router';

/** Opens the conversation with a contact about a home, or in general; it is made when there is none yet. */
export function useConversation(): (contact: string, property: string | null) => Promise<void> {
  const router = useRouter();
  return async (contact, property) => {
    const { id } = await api.post<{ id: string }>('/conversations', { contact_id: contact, property_id: property });
    router.navigate(`/inbox/${id}`);
  };
}
