// SPDX-License-Identifier: Apache-2.0
import type { AuthorKind, Message } from '@loggia/api/conversation-types';
import type { WaitingMessage } from './waiting';

/** What one person wrote in one go: shown together, with one line of small print under it. */
export interface Run {
  key: string;
  side: AuthorKind;
  authorId: string;
  messages: Message[];
}

export interface Day {
  /** The first moment of it that is on screen. */
  at: string;
  runs: Run[];
}

/** On which side it stands: staff who write for a client stand on the client’s. */
export function sideOf({ author_kind, on_behalf_of_name }: Message): AuthorKind {
  return on_behalf_of_name === null ? author_kind : 'contact';
}

/** Longer silence begins anew. */
const silence = 10 * 60_000;

/**
 * Messages, the oldest first, by calendar day and then by author. `dayOf` tells the day of a moment, in the time zone that
 * counts.
 */
export function byDayAndAuthor(messages: readonly Message[], dayOf: (at: string) => string): Day[] {
  const days: Day[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    let day = days.at(-1);
    if (!day || !before || dayOf(before.at) !== dayOf(message.at)) days.push((day = { at: message.at, runs: [] }));
    const run = day.runs.at(-1);
    if (run && before && goesOn(before, message)) run.messages.push(message);
    else day.runs.push(runOf(message));
    before = message;
  }
  return days;
}

function runOf(message: Message): Run {
  return { key: message.id, side: sideOf(message), authorId: message.author_id, messages: [message] };
}

/** The same hand, soon after. What was read and what was not stand apart, so that the marks say which is which. */
function goesOn(before: Message, next: Message): boolean {
  return (
    before.author_kind === next.author_kind &&
    before.author_id === next.author_id &&
    before.on_behalf_of_name === next.on_behalf_of_name &&
    (before.read_at === null) === (next.read_at === null) &&
    Date.parse(next.at) - Date.parse(before.at) < silence
  );
}

/** Those that are not among the messages yet: a message may come back by a live event before its sending was answered. */
export function stillWaiting(waiting: readonly WaitingMessage[], messages: readonly Message[]): WaitingMessage[] {
  const there = new Set(messages.map(({ client_id }) => client_id));
  return waiting.filter(({ client_id }) => !there.has(client_id));
}

const order = (one: Message, other: Message) =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1;

/** Known and newly fetched messages as one, the oldest first; what was fetched last counts. */
export function mergeMessages(known: readonly Message[], fetched: readonly Message[]): Message[] {
  const byId = new Map([...known, ...fetched].map((message) => [message.id, message]));
  return markRead([...byId.values()].sort(order));
}

/** One is read up to a message: those before it by the same side are read too, also where they were fetched earlier. */
function markRead(messages: Message[]): Message[] {
  const readAt: Partial<Record<AuthorKind, string>> = {};
  for (let at = messages.length - 1; at >= 0; --at) {
    const message = messages[at] as Message;
    const side = sideOf(message);
    if (message.read_at !== null) readAt[side] = message.read_at;
    else if (readAt[side] !== undefined) messages[at] = { ...message, read_at: readAt[side] as string };
  }
  return messages;
}
