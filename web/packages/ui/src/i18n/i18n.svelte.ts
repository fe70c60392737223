// SPDX-License-Identifier: Apache-2.0
import { first, rest } from 'virtual:loggia-messages';
import { formatMessage, type Arguments, type CompiledMessage } from './format';
import type { MessageArguments } from './keys.generated';
import { detectLanguage, languages, type Language } from './languages';

export type MessageKey = keyof MessageArguments;
/** Keys whose message takes no arguments: labels, titles, actions. */
export type PlainKey = { [Key in MessageKey]: MessageArguments[Key] extends undefined ? Key : never }[MessageKey];

const storageKey = 'loggia-language';

/** The language on screen. One per page; reading `language`, `locale` or t() in a component follows a switch. */
class I18n {
  language = $state<Language>('en');
  /** The organization's time zone (IANA); the reader's own until it is known. */
  timeZone = $state(Intl.DateTimeFormat().resolvedOptions().timeZone);
  #messages = $state.raw<Record<string, CompiledMessage>>({});
  #whole: Promise<void> = Promise.resolve();

  get locale(): string {
    return languages[this.language].locale;
  }

  /** Loads the first screen's messages in the language last chosen here, else in the browser's. Call before mounting. */
  async start(): Promise<void> {
    const language = detectLanguage(localStorage.getItem(storageKey), navigator.languages);
    const { default: messages } = await first[language]();
    this.#show(language, messages);
    this.#whole = this.#loadRest(language);
    // Whoever needs the rest waits for it and hears of its failure there.
    this.#whole.catch(() => undefined);
  }

  /** Resolves when every message is there. Pages that are no first screen wait for it. */
  whole(): Promise<void> {
    return (this.#whole = this.#whole.catch(() => this.#loadRest(this.language)));
  }

  /** Switches the whole page to another language, without a reload, and remembers it in this browser. */
  async use(language: Language): Promise<void> {
    localStorage.setItem(storageKey, language);
    if (language === this.language) return;
    const [start, end] = await Promise.all([first[language](), rest[language]()]);
    this.#whole = Promise.resolve();
    this.#show(language, { ...start.default, ...end.default });
  }

  message(key: string, values: Arguments): string {
    const message = this.#messages[key];
    return message === undefined
      ? key
      : formatMessage(message, values, { locale: this.locale, timeZone: this.timeZone });
  }

  has(key: string): key is MessageKey {
    return key in this.#messages;
  }

  async #loadRest(language: Language): Promise<void> {
    const { default: messages } = await rest[language]();
    if (language === this.language) this.#messages = { ...this.#messages, ...messages };
  }

  #show(language: Language, messages: Record<string, CompiledMessage>): void {
    this.#messages = messages;
    this.language = language;
    // Each of the ten languages reads from left to right.
    Object.assign(document.documentElement, { lang: language, dir: 'ltr' });
  }
}

export const i18n = new I18n();

/** The text of a key in the reader's language: `t('common.save')`, `t('ui.selected', { count: 3 })`. */
export function t<Key extends MessageKey>(
  key: Key,
  ...values: MessageArguments[Key] extends undefined ? [] : [MessageArguments[Key]]
): string {
  return i18n.message(key, (values[0] ?? {}) as Arguments);
}

/** For keys built at run time from data of the server (`common.problem.email_taken`); undefined when there is no such text. */
export function translateIfKnown(key: string, values: Arguments = {}): string | undefined {
  return i18n.has(key) ? i18n.message(key, values) : undefined;
}
