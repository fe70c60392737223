// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';

/** Opens a portal as the contact sees it, in this tab; the banner there leads back. */
export async function viewAs(contact: string, portal: string): Promise<void> {
  const { address } = await api.post<{ address: string }>(`/contacts/${contact}/impersonations`, { portal_id: portal });
  location.assign(address);
}
