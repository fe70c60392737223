// SPDX-License-Identifier: Apache-2.0
export { draftText, Draft } from './draft.svelte';
export { MessageLog } from './message-log.svelte';
export { Messaging, type Reader } from './messaging.svelte';
