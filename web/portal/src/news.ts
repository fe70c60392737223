// SPDX-License-Identifier: Apache-2.0
import { api } from '@loggia/api';
import type { News } from '@loggia/api/conversation-types';
import type { Session } from './session.svelte';

/** Several things may happen at once. */
const pause = 250;

/** Keeps the marks of navigation and bell right. Answers what ends it. */
export function followNews(session: Session): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    // What is shown stays when it cannot be fetched.
    const news = await api.get<News>('/portal/news').catch(() => undefined);
    if (news) session.news = news;
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(), pause);
  };
  void load();
  const ends = [session.live.on('activity', soon), session.live.on('resync', soon), session.live.on('open', soon)];
  return () => {
    clearTimeout(timer);
    ends.forEach((end) => end());
  };
}
