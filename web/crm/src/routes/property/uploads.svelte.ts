// SPDX-License-Identifier: Apache-2.0
import { upload } from '@loggia/api/upload';

export interface Upload {
  id: number;
  name: string;
  /** From 0 to 1; at 1 the server makes the sizes it serves. */
  part: number;
  error: unknown;
}

/** Photos on their way to the server, one after another, so that they arrive in the order they were chosen. */
export class Uploads {
  list = $state<Upload[]>([]);
  #waiting: { upload: Upload; property: string; file: File }[] = [];
  #running = false;
  #last = 0;
  #onarrived: () => void;

  constructor(onarrived: () => void) {
    this.#onarrived = onarrived;
  }

  add(property: string, files: readonly File[]): void {
    for (const file of files) {
      this.list.push({ id: ++this.#last, name: file.name, part: 0, error: undefined });
      const upload = this.list.at(-1);
      if (upload) this.#waiting.push({ upload, property, file });
    }
    if (!this.#running) void this.#run();
  }

  dismiss(id: number): void {
    this.list = this.list.filter((upload) => upload.id !== id);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { upload: entry, property, file } = next;
      try {
        await upload(`/properties/${property}/photos`, file, {
          query: { kind: 'photo' },
          onProgress: (part) => (entry.part = part),
        });
        this.dismiss(entry.id);
        this.#onarrived();
      } catch (error) {
        entry.error = error;
      }
    }
    this.#running = false;
  }
}
