// SPDX-License-Identifier: Apache-2.0
import type { Company } from '@loggia/api/crm-types';
import { textOrNull } from './editing';

/** What the form of a company holds: texts, where an empty one means that there is nothing. */
export interface CompanyDraft {
  name: string;
  email: string;
  phone: string;
  website: string;
  address: string;
  notes: string;
}

export const emptyCompany: CompanyDraft = { name: '', email: '', phone: '', website: '', address: '', notes: '' };

export function draftOf(company: Company): CompanyDraft {
  const { name, email, phone, website, address, notes } = company;
  return {
    name,
    email: email ?? '',
    phone: phone ?? '',
    website: website ?? '',
    address: address ?? '',
    notes: notes ?? '',
  };
}

/** The body of a request. An address of the web may be typed without its scheme. */
export function bodyOf(draft: CompanyDraft) {
  const website = textOrNull(draft.website);
  return {
    name: draft.name.trim(),
    email: textOrNull(draft.email),
    phone: textOrNull(draft.phone),
    website: website && !/^https?:\/\//i.test(website) ? `https://${website}` : website,
    address: textOrNull(draft.address),
    notes: textOrNull(draft.notes),
  };
}
