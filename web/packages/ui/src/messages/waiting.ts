// SPDX-License-Identifier: Apache-2.0
// What a person wrote and this browser still keeps: messages on their way, and the drafts.
import type { Attachment } from '@loggia/api/conversation-types';

/** A file that goes with a message. Its id is made here, so that sending it again does not make another. */
export interface OutgoingFile {
  id: string;
  name: string;
  blob: Blob;
  /** Of a voice note, in milliseconds. */
  duration?: number;
  /** What the server has of it, and since when: it forgets files that no message took with it. */
  sent?: { attachment: Attachment; at: number };
}

export interface WaitingMessage {
  /** The server makes one message of it, however often it is sent. */
  client_id: string;
  /** Who wrote it, in which portal: in one browser several people may sign in. */
  owner: string;
  conversation: string;
  text: string;
  files: OutgoingFile[];
  /** Milliseconds since 1970, no two alike: the order in which they are sent. */
  written: number;
  /** The server's final no, in words. */
  refused?: string;
}

/** Files added to a message that is still being written. */
export interface DraftFile extends OutgoingFile {
  owner: string;
  conversation: string;
  /** When it was added: the order on screen. */
  added: number;
}

/** Where waiting messages and drafts' files lie. */
export interface Shelf {
  /** In the order they were written. */
  messages(owner: string): Promise<WaitingMessage[]>;
  keep(message: WaitingMessage): Promise<void>;
  drop(clientId: string): Promise<void>;
  files(owner: string, conversation: string): Promise<DraftFile[]>;
  keepFile(file: DraftFile): Promise<void>;
  dropFiles(ids: readonly string[]): Promise<void>;
  /** Nothing of this person stays. */
  forget(owner: string): Promise<void>;
}

export const inOrder = (one: WaitingMessage, other: WaitingMessage) => one.written - other.written;
export const asAdded = (one: DraftFile, other: DraftFile) => one.added - other.added;

let last = 0;
/** The time, later than whenever it was asked before. */
export function nextMoment(): number {
  return (last = Math.max(Date.now(), last + 1));
}
