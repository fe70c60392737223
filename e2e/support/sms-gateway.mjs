// SPDX-License-Identifier: Apache-2.0
// A gateway of text messages as Twilio's "Messages" resource is one: a form is posted with Basic authentication, the answer is
// JSON (https://www.twilio.com/docs/messaging/api/message-resource). It keeps every message, and hands none on.
import { createServer } from 'node:http';
import { Inbox } from './inbox.mjs';

const account = { user: 'AC0e2e', password: 'gateway-password' };
const path = `/2010-04-01/Accounts/${account.user}/Messages.json`;
/** Who sends, as the server is told in LOGGIA_SMS_FROM. */
export const smsSender = '+3197010200000';
/** A number the gateway takes no message for. */
export const refusedNumber = '+31600000000';

export class SmsGateway {
  #messages = new Inbox();
  #server = createServer((request, response) => {
    this.#take(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });

  async start() {
    await new Promise((ready) => this.#server.listen(0, '127.0.0.1', ready));
    const { user, password } = account;
    this.url = `http://${user}:${password}@127.0.0.1:${this.#server.address().port}${path}`;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The messages to a number, once there are `count` of them; undefined when they do not come in time. */
  messagesTo(number, { count, milliseconds }) {
    return this.#messages.find(({ to }) => to === number, count, milliseconds);
  }

  async #take(request, response) {
    const answer = (status, body) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    const form = new URLSearchParams(await textOf(request));
    const [from, to, text] = ['From', 'To', 'Body'].map((name) => form.get(name));
    if (request.method !== 'POST' || request.url !== path) return answer(404, { code: 20404 });
    if (request.headers.authorization !== authorization()) return answer(401, { code: 20003 });
    if (from !== smsSender || to === null || text === null) return answer(400, { code: 21604 });
    if (to === refusedNumber) return answer(400, { code: 21614 });
    this.#messages.keep({ from, to, text });
    answer(201, { sid: 'SM0e2e', status: 'queued' });
  }
}

function authorization() {
  return `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`;
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
