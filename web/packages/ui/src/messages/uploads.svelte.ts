// SPDX-License-Identifier: Apache-2.0
import { apiUrl } from '@loggia/api';
import type { Attachment } from '@loggia/api/conversation-types';
import { upload } from '@loggia/api/upload';
import type { OutgoingFile } from './waiting';

export interface UploadState {
  /** The part that is there, from 0 to 1. */
  part: number;
  /** What went wrong; it may be tried again. */
  error?: unknown;
}

/** The server keeps a file that no message took with it for two days; half of that is certain. */
const keptFor = 24 * 3_600_000;

type Send = (
  path: string,
  file: OutgoingFile,
  signal: AbortSignal,
  told: (part: number) => void,
) => Promise<Attachment>;

const sendFile: Send = (path, { blob, name }, signal, onProgress) =>
  upload<Attachment>(path, blob, { method: 'PUT', query: { name }, signal, onProgress });

/** Files on their way to the server: while the message is written, or when it is sent. Each goes once at a time. */
export class Uploads {
  states = $state.raw<ReadonlyMap<string, UploadState>>(new Map());
  #root: string;
  #running = new Map<string, { control: AbortController; answer: Promise<Attachment> }>();
  #send: Send;

  /** `root` is `/portal` for clients, empty for staff. */
  constructor(root: string, send: Send = sendFile) {
    this.#root = root;
    this.#send = send;
  }

  /** The file as the server has it: what was sent before, or what is being sent. */
  ensure(conversation: string, file: OutgoingFile): Promise<Attachment> {
    if (file.sent && Date.now() - file.sent.at < keptFor) return Promise.resolve(file.sent.attachment);
    const running = this.#running.get(file.id);
    if (running) return running.answer;
    const control = new AbortController();
    const answer = this.#run(conversation, file, control.signal);
    this.#running.set(file.id, { control, answer });
    return answer;
  }

  async #run(conversation: string, file: OutgoingFile, signal: AbortSignal): Promise<Attachment> {
    this.#tell(file.id, { part: 0 });
    try {
      const path = this.path(conversation, file.id);
      const attachment = await this.#send(path, file, signal, (part) => this.#tell(file.id, { part }));
      file.sent = { attachment, at: Date.now() };
      this.#tell(file.id, { part: 1 });
      return attachment;
    } catch (error) {
      this.#tell(file.id, signal.aborted ? undefined : { part: 0, error });
      throw error;
    } finally {
      this.#running.delete(file.id);
    }
  }

  cancel(id: string): void {
    this.#running.get(id)?.control.abort(new DOMException('taken away', 'AbortError'));
    this.#tell(id, undefined);
  }

  #tell(id: string, state: UploadState | undefined): void {
    const states = new Map(this.states);
    if (state) states.set(id, state);
    else states.delete(id);
    this.states = states;
  }

  path(conversation: string, file: string): string {
    return `${this.#root}/conversations/${conversation}/attachments/${file}`;
  }

  /** Where the images of a conversation lie, for `photosBelow`. */
  address(conversation: string): string {
    return apiUrl(`${this.#root}/conversations/${conversation}/attachments`);
  }
}
