// SPDX-License-Identifier: Apache-2.0
import type { Contact, ContactKind, NewContact, PostalAddress } from '@loggia/api/crm-types';
import { textOrNull } from './editing';

export interface AddressDraft {
  label: string;
  street: string;
  postcode: string;
  town: string;
  country: string;
}

/** What the form of a contact holds: texts, where an empty one means that there is nothing. */
export interface ContactDraft {
  kind: ContactKind;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  locale: string;
  owner_id: string;
  tags: string[];
  source: string;
  addresses: AddressDraft[];
  notes: string;
}

export const emptyAddress: AddressDraft = { label: '', street: '', postcode: '', town: '', country: '' };

export function emptyContact(kind: ContactKind, locale: string, owner: string): ContactDraft {
  return {
    kind,
    first_name: '',
    last_name: '',
    email: '',
    phone: '',
    locale,
    owner_id: owner,
    tags: [],
    source: '',
    addresses: [],
    notes: '',
  };
}

export function draftOf(contact: Contact): ContactDraft {
  return {
    kind: contact.kind,
    first_name: contact.first_name,
    last_name: contact.last_name,
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    locale: contact.locale,
    owner_id: contact.owner_id ?? '',
    tags: contact.tags,
    source: contact.source ?? '',
    addresses: contact.addresses.map(({ label, street, postcode, town, country }) => ({
      label: label ?? '',
      street,
      postcode,
      town,
      country: country ?? '',
    })),
    notes: contact.notes ?? '',
  };
}

/** The body of a request. Addresses nobody filled in are left out. */
export function bodyOf(draft: ContactDraft): Omit<NewContact, 'company_id' | 'new_company_name'> {
  return {
    kind: draft.kind,
    first_name: draft.first_name.trim(),
    last_name: draft.last_name.trim(),
    email: textOrNull(draft.email),
    phone: textOrNull(draft.phone),
    locale: draft.locale,
    owner_id: textOrNull(draft.owner_id),
    tags: draft.tags,
    source: textOrNull(draft.source),
    addresses: draft.addresses.filter(({ street, postcode, town }) => street + postcode + town !== '').map(addressOf),
    notes: textOrNull(draft.notes),
  };
}

function addressOf({ label, street, postcode, town, country }: AddressDraft): PostalAddress {
  return { label: textOrNull(label), street, postcode, town, country: textOrNull(country) };
}
