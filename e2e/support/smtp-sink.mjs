// SPDX-License-Identifier: Apache-2.0
// A mail server that takes every mail and keeps it (RFC 5321, as much as a sender needs).
import { createServer } from 'node:net';
import { readMail } from './mime.mjs';

export class SmtpSink {
  /** @type {{ from: string, to: string[], headers: Map<string, string>, text: string, html: string }[]} */
  mails = [];
  #waiting = new Set();
  #sockets = new Set();
  #server = createServer((socket) => this.#talk(socket));

  async start() {
    await new Promise((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.url = `smtp://127.0.0.1:${this.#server.address().port}`;
  }

  stop() {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The mails to an address, once there are `count` of them; undefined when they do not come in time. */
  async mailsTo(address, count, milliseconds) {
    const found = () => {
      const mails = this.mails.filter(({ to }) => to.includes(address));
      return mails.length >= count ? mails : undefined;
    };
    return found() ?? this.#nextFound(found, milliseconds);
  }

  #nextFound(found, milliseconds) {
    return new Promise((resolve) => {
      const end = (mails) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(mails);
      };
      const look = () => {
        const mails = found();
        if (mails) end(mails);
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(look);
    });
  }

  #talk(socket) {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('220 sink ready\r\n');
    let envelope = { from: '', to: [] };
    let inData = false;
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (;;) {
        const end = received.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        if (inData) {
          this.#keep(envelope, received.slice(0, end + 2));
          received = received.slice(end + 5);
          envelope = { from: '', to: [] };
          inData = false;
          socket.write('250 kept\r\n');
          continue;
        }
        const line = received.slice(0, end);
        received = received.slice(end + 2);
        inData = /^DATA$/i.test(line);
        answer(socket, line, envelope);
      }
    });
  }

  #keep(envelope, data) {
    // A line that begins with a dot travels with a second one.
    const bytes = Buffer.from(data.replace(/^\.\./gm, '.'), 'latin1');
    this.mails.push({ ...envelope, ...readMail(bytes) });
    for (const look of [...this.#waiting]) look();
  }
}

function answer(socket, line, envelope) {
  const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
  const command = line.slice(0, 4).toUpperCase();
  if (command === 'MAIL') envelope.from = address;
  if (command === 'RCPT') envelope.to.push(address);
  const answers = {
    EHLO: '250-sink\r\n250-8BITMIME\r\n250 SIZE 20000000',
    DATA: '354 go on',
    QUIT: '221 good-bye',
  };
  const known = ['HELO', 'MAIL', 'RCPT', 'RSET', 'NOOP'];
  socket.write(`${answers[command] ?? (known.includes(command) ? '250 fine' : '502 not known')}\r\n`);
  if (command === 'QUIT') socket.end();
}
