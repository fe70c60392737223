// SPDX-License-Identifier: Apache-2.0
// A mail server that takes every mail and keeps it (RFC 5321, as much as a sender needs).
import { createServer } from 'node:net';
import { Inbox } from './inbox.mjs';
import { readMail } from './mime.mjs';

export class SmtpSink {
  /** Of `{ from: string, to: string[], headers: Map<string, string>, text: string, html: string }`. */
  #mails = new Inbox();
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

  /**
   * The mails to an address, once there are `count` of them; undefined when they do not come in time.
   * @param {string} address
   * @param {{ about: string, count: number, milliseconds: number }} wanted those alone whose subject says so
   */
  mailsTo(address, { about, count, milliseconds }) {
    const isFor = (recipient) => recipient.toLowerCase() === address.toLowerCase();
    const isWanted = ({ to, headers }) => to.some(isFor) && headers.get('subject').includes(about);
    return this.#mails.find(isWanted, count, milliseconds);
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
    this.#mails.keep({ ...envelope, ...readMail(bytes) });
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
