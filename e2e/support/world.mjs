// SPDX-License-Identifier: Apache-2.0
// What a test needs of the installation besides pages: organizations of its own, the API for what a test takes as given, and
// the mails that went out.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { wordsIn } from './words.mjs';

export const address = process.env.E2E_ADDRESS;
export const outside = process.env.E2E_OUTSIDE;
/** Of every person in the demo, and of the administrators that foundOrganization() makes. */
export const password = 'Loggia-demo-1';

const program = fileURLToPath(new URL('../../build/release/loggia', import.meta.url));

/**
 * Makes an organization as an operator does, its portal switched off.
 * @param {{ slug: string, locale?: string }} wish
 */
export async function foundOrganization({ slug, locale = 'en' }) {
  const organization = {
    slug,
    name: 'Casa del Sol',
    admin: { name: 'Elena Prado', email: `elena@${slug}.example`, password },
  };
  const options = {
    organization: organization.name,
    name: organization.admin.name,
    email: organization.admin.email,
    slug,
    locale,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  await loggia('setup', ...flags);
  return organization;
}

/** Fills the two organizations of the demo, beside the server that is running. */
export async function fillDemo() {
  await loggia('demo');
}

async function loggia(...command) {
  await promisify(execFile)(program, command, {
    env: { ...process.env, LOGGIA_ADMIN_PASSWORD: password },
  });
}

/** Calls the API as one person does, with the cookie of a session. */
export class Caller {
  cookie = '';

  static async staff(email) {
    const caller = new Caller();
    await caller.post('/public/staff-sessions', { email, password });
    return caller;
  }

  static async client(slug, email, secret = password) {
    const caller = new Caller();
    await caller.post(`/public/portals/${slug}/sessions`, {
      email,
      password: secret,
    });
    return caller;
  }

  get = (path) => this.#send('GET', path);
  post = (path, body) => this.#send('POST', path, body);
  put = (path, body) => this.#send('PUT', path, body);
  patch = (path, body, version) => this.#send('PATCH', path, body, { 'If-Match': `"${version}"` });

  async #send(method, path, body, more = {}) {
    const headers = {
      Accept: 'application/json',
      Cookie: this.cookie,
      ...more,
    };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path} answered ${response.status}: ${text}`);
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0];
    return text === '' ? undefined : JSON.parse(text);
  }

  /** For a browser context that is signed in from the start. */
  browserCookies() {
    const [name, value] = this.cookie.split('=');
    return [{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }];
  }
}

/** Switches the organization's one portal on, in colours of its own. Answers the portal. */
export async function openPortal(admin, changes = {}) {
  const { items } = await admin.get('/portals');
  const { id } = items[0];
  await admin.put(`/portals/${id}/switch`, { enabled: true });
  const { version } = await admin.get(`/portals/${id}`);
  return admin.patch(`/portals/${id}`, changes, version);
}

/** A client who signed in before and chose the password of everyone here. Answers the contact. */
export async function welcomeClient(admin, portal, person) {
  const contact = await admin.post('/contacts', {
    kind: 'client',
    locale: 'en',
    ...person,
  });
  await admin.post(`/contacts/${contact.id}/accesses`, {
    portal_id: portal.id,
    level: 'standard',
  });
  const [mail] = await mailsTo(person.email);
  const temporary = factIn(mail, wordsIn(contact.locale)('mail.invitation.password'));
  const client = await Caller.client(portal.slug, person.email, temporary);
  await client.put('/portal/password', {
    current_password: temporary,
    new_password: password,
  });
  return contact;
}

/** Puts homes of the agency's own on the market and offers them to a client in a new deal. */
export async function offerHomes(admin, contact, titles) {
  const wish = {
    type: 'villa',
    purpose: 'sale',
    status: 'available',
    town: 'Altea',
    country: 'ES',
  };
  const made = titles.map((title, index) => admin.post('/properties', { ...wish, reference: `H-${index + 1}`, title }));
  const homes = await Promise.all(made);
  const deal = await admin.post('/deals', {
    title: 'By the sea',
    contact_ids: [contact.id],
  });
  await admin.post(`/deals/${deal.id}/properties`, {
    property_ids: homes.map(({ id }) => id),
  });
}

/** Waits for the mails to an address. */
export async function mailsTo(recipient, count = 1) {
  const response = await fetch(`${outside}/mails?to=${encodeURIComponent(recipient)}&count=${count}`);
  assert.ok(response.ok, `no mail came to ${recipient}`);
  return response.json();
}

/** What stands after a label in the plain text of a mail: `Temporary password: …`. */
export function factIn(mail, label) {
  const line = mail.text.split(/\r?\n/).find((each) => each.startsWith(`${label}: `));
  assert.ok(line, `no "${label}" in:\n${mail.text}`);
  return line.slice(label.length + 2).trim();
}
