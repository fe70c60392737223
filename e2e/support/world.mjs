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

/** An organization whose portal is open: its administrator, signed in, and the portal. */
export async function foundAgency({ slug, locale, ...changes }) {
  const organization = await foundOrganization({ slug, locale });
  const admin = await Caller.staff(organization.admin.email);
  const portal = await openPortal(admin, changes);
  return { organization, admin, portal };
}

/** Fills the two organizations of the demo, beside the server that is running: once, whoever asks first. */
export async function fillDemo() {
  const response = await fetch(`${outside}/demo`, { method: 'POST' });
  assert.ok(response.ok, await response.text());
}

async function loggia(...command) {
  await promisify(execFile)(program, command, {
    env: { ...process.env, LOGGIA_ADMIN_PASSWORD: password },
  });
}

/** Calls the API as one person does, with the cookie of a session. */
export class Caller {
  #cookies = new Map();

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
  delete = (path) => this.#send('DELETE', path);

  async #send(method, path, body, more = {}) {
    const headers = {
      Accept: 'application/json',
      Cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; '),
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
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split('=');
      this.#cookies.set(name, value);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  /** For a browser context that is signed in from the start. */
  browserCookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: address, httpOnly: true, sameSite: 'Lax' }));
  }
}

/** Switches a portal on, the organization's first unless another is named, and sets it up. Answers the portal. */
export async function openPortal(admin, changes = {}, { id } = {}) {
  id ??= (await admin.get('/portals')).items[0].id;
  await admin.put(`/portals/${id}/switch`, { enabled: true });
  const { version } = await admin.get(`/portals/${id}`);
  return admin.patch(`/portals/${id}`, changes, version);
}

/** One more portal, open too. */
export async function addPortal(admin, { name, slug, ...changes }) {
  return openPortal(admin, changes, await admin.post('/portals', { name, slug }));
}

/** A client who was invited to one portal or several, by one mail. Answers the contact. */
export async function inviteClient(admin, portals, person, rights = {}) {
  const contact = await admin.post('/contacts', {
    kind: 'client',
    locale: 'en',
    ...person,
  });
  await admin.post(`/contacts/${contact.id}/accesses`, {
    portal_ids: portals.map(({ id }) => id),
    level: 'standard',
    ...rights,
  });
  return contact;
}

/**
 * A client who signed in before, chose the password of everyone here, and has seen slides and tour. Answers the contact.
 * @param {object | object[]} portals
 */
export async function welcomeClient(admin, portals, person, rights = {}) {
  const entered = [portals].flat();
  const contact = await inviteClient(admin, entered, person, rights);
  const [mail] = await mailsTo(person.email);
  const temporary = factIn(mail, wordsIn(contact.locale)('mail.invitation.password'));
  const client = await Caller.client(entered[0].slug, person.email, temporary);
  await client.put('/portal/password', {
    current_password: temporary,
    new_password: password,
  });
  await client.put('/portal/tour', { state: 'done' });
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

/**
 * Waits for the mails to an address.
 * @param {string} recipient
 * @param {{ count?: number, about?: string }} wanted those alone whose subject says so, the latest last
 */
export async function mailsTo(recipient, { count = 1, about = '' } = {}) {
  const query = new URLSearchParams({ to: recipient, count, about });
  const response = await fetch(`${outside}/mails?${query}`);
  assert.ok(response.ok, `not ${count} mails came to ${recipient} about "${about}"`);
  return response.json();
}

/** Waits for the text messages to a telephone, the latest last. */
export async function messagesTo(number, count = 1) {
  const response = await fetch(`${outside}/messages?${new URLSearchParams({ to: number, count })}`);
  assert.ok(response.ok, `not ${count} messages came to ${number}`);
  return response.json();
}

/** What stands after a label in the plain text of a mail: `Temporary password: …`. */
export function factIn(mail, label) {
  const line = mail.text.split(/\r?\n/).find((each) => each.startsWith(`${label}: `));
  assert.ok(line, `no "${label}" in:\n${mail.text}`);
  return line.slice(label.length + 2).trim();
}

/** The address in a mail that leads to a page and carries a secret: `https://host/slug/reset#…`. */
export function linkIn(mail, page) {
  const [link] = new RegExp(`${address}/\\S*${page}#[\\w-]+`).exec(mail.text) ?? [];
  assert.ok(link, `no link to ${page} in:\n${mail.text}`);
  return link;
}

/** The six digits of a mail or a text message. */
export function codeIn({ text }) {
  const codes = new Set(text.match(/(?<!\d)\d{6}(?!\d)/g));
  assert.equal(codes.size, 1, `not one code in:\n${text}`);
  return [...codes][0];
}
