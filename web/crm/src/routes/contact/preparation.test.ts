// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { findOpenDeal } from './preparation';

const pipelines = [
  {
    stages: [
      { id: 's1', kind: 'open' },
      { id: 's2', kind: 'won' },
      { id: 's3', kind: 'lost' },
    ],
  },
];

it('takes a deal that is still going on, never one that has ended', () => {
  const deals = [
    { id: 'won', stage_id: 's2' },
    { id: 'lost', stage_id: 's3' },
    { id: 'open', stage_id: 's1' },
  ];
  expect(findOpenDeal(deals, pipelines)?.id).toBe('open');
  expect(findOpenDeal(deals.slice(0, 2), pipelines)).toBeUndefined();
});
