// SPDX-License-Identifier: Apache-2.0
import { nextMoment, type DraftFile, type OutgoingFile, type Shelf } from './waiting';

const prefix = 'loggia-draft:';
/** Of one message; the server takes no more. */
export const mostFiles = 10;
export const largestFile = 25 * 1024 * 1024;
export const longestText = 5_000;

/** What is being written in one conversation: it outlives the page, the words at once and the files as soon as they are kept. */
export class Draft {
  readonly owner: string;
  readonly conversation: string;
  files = $state.raw<readonly DraftFile[]>([]);
  #text = $state('');
  readonly #shelf: Promise<Shelf>;
  readonly #key: string;

  constructor(owner: string, conversation: string, shelf: Promise<Shelf>) {
    this.owner = owner;
    this.conversation = conversation;
    this.#shelf = shelf;
    this.#key = `${prefix}${owner}:${conversation}`;
    this.#text = localStorage.getItem(this.#key) ?? '';
    void this.#load();
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (text === '') localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, text);
  }

  get isEmpty(): boolean {
    return this.#text.trim() === '' && this.files.length === 0;
  }

  /** Answers the file as it is kept from now on. */
  add(blob: Blob, name: string, duration?: number): DraftFile {
    const { owner, conversation } = this;
    const file = { id: crypto.randomUUID(), owner, conversation, added: nextMoment(), name, blob, duration };
    this.files = [...this.files, file];
    void this.#keep(file);
    return file;
  }

  /** The server has it: it need not be sent again after a reload. */
  sent(file: DraftFile): void {
    if (this.files.includes(file)) void this.#keep(file);
  }

  remove(id: string): void {
    this.files = this.files.filter((file) => file.id !== id);
    void this.#shelf.then((shelf) => shelf.dropFiles([id])).catch(() => undefined);
  }

  /** Hands over what was written, to be sent; the draft is empty from now on. `keep` resolves once it lies safe elsewhere. */
  async handOver(keep: (text: string, files: readonly OutgoingFile[]) => Promise<void>): Promise<void> {
    const { files } = this;
    const text = this.#text.trim();
    this.files = [];
    this.text = '';
    try {
      await keep(text, files);
    } catch (error) {
      this.files = files;
      this.text = text;
      throw error;
    }
    await (await this.#shelf).dropFiles(files.map(({ id }) => id));
  }

  async #load(): Promise<void> {
    const kept = await (await this.#shelf).files(this.owner, this.conversation).catch(() => []);
    const known = new Set(this.files.map(({ id }) => id));
    this.files = [...kept.filter(({ id }) => !known.has(id)), ...this.files];
  }

  async #keep(file: DraftFile): Promise<void> {
    // Where the browser has no room left the file is sent all the same, as long as the page stays.
    await (await this.#shelf).keepFile(file).catch(() => undefined);
  }
}

/** What was written but not sent, for the list of conversations. */
export function draftText(owner: string, conversation: string): string {
  return localStorage.getItem(`${prefix}${owner}:${conversation}`) ?? '';
}

export function forgetDrafts(owner: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${prefix}${owner}:`)) localStorage.removeItem(key);
}
