// SPDX-License-Identifier: Apache-2.0
// A wire between a browser and the server that can be cut in the middle of a request, as networks are. Emulated loss spares
// what is under way already.
import { createServer, connect } from 'node:net';

export class Wire {
  #server;
  #sockets = new Set();
  #target;
  #whole = true;
  /** Bytes that may still go to the server; then it seems to hang. */
  #room = Infinity;
  #waiting = [];

  /** @param {string} target the address of the server */
  static async to(target) {
    const wire = new Wire();
    wire.#target = new URL(target);
    wire.#server = createServer((browser) => wire.#join(browser));
    await new Promise((ready) => wire.#server.listen(0, 'localhost', ready));
    return wire;
  }

  get address() {
    return `http://localhost:${this.#server.address().port}`;
  }

  /** From here on only so much more goes through to the server. */
  letThrough(bytes) {
    this.#room = bytes;
  }

  cut() {
    this.#whole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#whole = true;
    this.#room = Infinity;
    for (const go of this.#waiting.splice(0)) go();
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #join(browser) {
    if (!this.#whole) return browser.destroy();
    const server = connect(Number(this.#target.port), this.#target.hostname);
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ]) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => (this.#sockets.delete(one), other.destroy()));
    }
    server.pipe(browser);
    browser.on('data', (bytes) => {
      this.#room -= bytes.length;
      server.write(bytes);
      if (this.#room > 0) return;
      browser.pause();
      this.#waiting.push(() => browser.resume());
    });
  }
}
