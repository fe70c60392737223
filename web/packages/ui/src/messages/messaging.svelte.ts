// SPDX-License-Identifier: Apache-2.0
import { api, type Live } from '@loggia/api';
import type { AuthorKind } from '@loggia/api/conversation-types';
import { Draft, forgetDrafts } from './draft.svelte';
import { MessageLog } from './message-log.svelte';
import { deliveryBy, Outbox } from './outbox.svelte';
import { openShelf } from './shelf';
import { Uploads } from './uploads.svelte';
import type { Shelf } from './waiting';

export interface Reader {
  /** `/portal` for clients, empty for staff. */
  root: '' | '/portal';
  side: AuthorKind;
  /** Whose messages are one's own. */
  id: string;
  /** Names the person in this browser: what one wrote here is not sent by another. */
  owner: string;
  live: Live;
  /** May fetch the files that the other side sent; pictures and recordings are shown in any case. */
  mayDownload: boolean;
  /** Only looks on, and must leave no trace. */
  looksOn?: boolean;
}

/** Everything about the conversations of whoever is signed in. One per person and page. */
export class Messaging {
  readonly reader: Reader;
  readonly uploads: Uploads;
  readonly outbox: Outbox;
  #shelf: Promise<Shelf>;
  #drafts = new Map<string, Draft>();

  constructor(reader: Reader) {
    this.reader = reader;
    this.#shelf = openShelf(reader.owner);
    this.uploads = new Uploads(reader.root);
    this.outbox = new Outbox(reader.owner, this.#shelf, deliveryBy(reader.root, this.uploads));
  }

  log(conversation: string): MessageLog {
    return new MessageLog(this.reader.root, conversation);
  }

  draft(conversation: string): Draft {
    const known = this.#drafts.get(conversation);
    if (known) return known;
    const draft = new Draft(this.reader.owner, conversation, this.#shelf);
    this.#drafts.set(conversation, draft);
    return draft;
  }

  /** Everything up to this message was read. */
  async markRead(conversation: string, message: string): Promise<void> {
    if (this.reader.looksOn) return;
    await api.put(`${this.reader.root}/conversations/${conversation}/reading`, { message_id: message });
  }

  /** Nothing of the person stays in this browser. */
  async forget(): Promise<void> {
    forgetDrafts(this.reader.owner);
    await (await this.#shelf).forget(this.reader.owner);
  }
}
