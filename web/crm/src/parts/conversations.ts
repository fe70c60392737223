// SPDX-License-Identifier: Apache-2.0
import type { Conversation, ConversationState } from '@loggia/api/conversation-types';
import type { Tone } from '@loggia/ui/icon';

export const states: readonly ConversationState[] = ['open', 'awaiting_feedback', 'in_progress', 'closed'];

/** Open is what waits for us. */
export const stateTones: Record<ConversationState, Tone> = {
  open: 'warn',
  awaiting_feedback: 'info',
  in_progress: 'ok',
  closed: 'mute',
};

/** What it is about: the home, or the subject. */
export function aboutText({ property, subject }: Conversation): string {
  return property?.title ?? subject ?? '';
}
