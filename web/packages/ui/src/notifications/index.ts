// SPDX-License-Identifier: Apache-2.0
export { NotificationList } from './list.svelte';
export { excerptOf, iconOfKind, kindName, sentenceOf } from './words';
