// SPDX-License-Identifier: Apache-2.0
import type { Right } from '@loggia/api/portal-types';
import type { PlainKey } from '@loggia/ui/i18n';
import type { Icon } from '@loggia/ui/icon';
import Calendar from '@lucide/svelte/icons/calendar-check';
import Check from '@lucide/svelte/icons/check-check';
import House from '@lucide/svelte/icons/house';
import ThumbsDown from '@lucide/svelte/icons/thumbs-down';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import User from '@lucide/svelte/icons/user';
import beach from './beach-house.svg';
import canal from './canal-house.svg';
import finca from './finca.svg';

interface Mark {
  text: PlainKey;
  icon: Icon;
  tone: 'ok' | 'info' | 'mute';
}

export interface Slide {
  name: 'rate' | 'agent' | 'seen';
  picture: string;
  /** What floats over the picture. */
  marks: [Mark, Mark];
  /** Only for those who may see homes. */
  right?: Right;
}

const all: Slide[] = [
  {
    name: 'rate',
    picture: finca,
    marks: [
      { text: 'common.verdict.interested', icon: ThumbsUp, tone: 'ok' },
      { text: 'common.verdict.rejected', icon: ThumbsDown, tone: 'mute' },
    ],
    right: 'properties',
  },
  {
    name: 'agent',
    picture: canal,
    marks: [
      { text: 'portal.agent.yours', icon: User, tone: 'info' },
      { text: 'portal.welcome.mark.viewing', icon: Calendar, tone: 'ok' },
    ],
  },
  {
    name: 'seen',
    picture: beach,
    marks: [
      { text: 'portal.welcome.mark.seen', icon: Check, tone: 'ok' },
      { text: 'portal.welcome.mark.next', icon: House, tone: 'info' },
    ],
    right: 'properties',
  },
];

export function slidesFor(may: (right: Right) => boolean): Slide[] {
  return all.filter(({ right }) => !right || may(right));
}
