// SPDX-License-Identifier: Apache-2.0
// The world around the server under test: a mail server, a gateway of text messages, and the agency's website with its feed and
// photos. The tests, which run in processes of their own, ask the website for what came, and for what is done once for all.
import { createServer } from 'node:http';
import { kyeroFeed } from './kyero.mjs';
import { houseAsPng } from './picture.mjs';
import { SmsGateway } from './sms-gateway.mjs';
import { SmtpSink } from './smtp-sink.mjs';

const patience = 20_000;

export async function startOutside() {
  const outside = new Outside();
  await outside.start();
  return outside;
}

class Outside {
  /** Fills the demo; told by whoever knows the server. */
  fillDemo;
  #filled;
  #sink = new SmtpSink();
  #gateway = new SmsGateway();
  #website = createServer((request, response) => {
    this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });

  async start() {
    await Promise.all([this.#sink.start(), this.#gateway.start()]);
    await new Promise((ready) => this.#website.listen(0, '127.0.0.1', ready));
    this.smtpUrl = this.#sink.url;
    this.smsUrl = this.#gateway.url;
    this.address = `http://127.0.0.1:${this.#website.address().port}`;
  }

  stop() {
    this.#sink.stop();
    this.#gateway.stop();
    this.#website.close();
    this.#website.closeAllConnections();
  }

  beginDemo() {
    this.#filled ??= this.fillDemo();
    return this.#filled;
  }

  async #answer(request, response) {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const photo = /^\/photos\/(\d+)-(\d+)\.png$/.exec(url.pathname);
    const json = (body) =>
      response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? null));
    if (url.pathname === '/kyero.xml') {
      response.writeHead(200, { 'Content-Type': 'application/xml' }).end(kyeroFeed(`${url.origin}/photos`));
    } else if (photo) {
      const picture = houseAsPng(Number(photo[1]) * 10 + Number(photo[2]));
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(picture);
    } else if (url.pathname === '/mails') {
      json(await this.#mailsFor(url.searchParams));
    } else if (url.pathname === '/messages') {
      json(await this.#gateway.messagesTo(url.searchParams.get('to'), wantedBy(url.searchParams)));
    } else if (url.pathname === '/demo') {
      await this.beginDemo();
      json({});
    } else {
      response.writeHead(404).end();
    }
  }

  async #mailsFor(query) {
    const mails = await this.#sink.mailsTo(query.get('to'), { ...wantedBy(query), about: query.get('about') ?? '' });
    return mails?.map((mail) => ({ ...mail, headers: Object.fromEntries(mail.headers) }));
  }
}

function wantedBy(query) {
  return { count: Number(query.get('count')), milliseconds: patience };
}
