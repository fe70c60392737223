// SPDX-License-Identifier: Apache-2.0

/** Keeps messages as they come, and lets others wait for them. */
export class Inbox {
  #messages = [];
  #waiting = new Set();

  keep(message) {
    this.#messages.push(message);
    for (const look of [...this.#waiting]) look();
  }

  /** The messages that match, once there are `count` of them; undefined when they do not come in time. */
  async find(matches, count, milliseconds) {
    const found = () => {
      const messages = this.#messages.filter(matches);
      return messages.length >= count ? messages : undefined;
    };
    return found() ?? this.#nextFound(found, milliseconds);
  }

  #nextFound(found, milliseconds) {
    return new Promise((resolve) => {
      const end = (messages) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(messages);
      };
      const look = () => {
        const messages = found();
        if (messages) end(messages);
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(look);
    });
  }
}
