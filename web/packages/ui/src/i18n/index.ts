// SPDX-License-Identifier: Apache-2.0
export { i18n, t, translateIfKnown, type MessageKey, type PlainKey } from './i18n.svelte';
export { languageCodes, languages, matchLanguage, type Language } from './languages';
export * as formats from './formats';
