// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { levelOf, Recorder } from './recorder.svelte';

it('shows silence as nothing, speech as something, a shout as all', () => {
  const of = (amplitude: number) => levelOf(new Float32Array(1024).fill(amplitude));
  expect(of(0)).toBe(0);
  expect(of(0.03)).toBeGreaterThan(0.3);
  expect(of(0.03)).toBeLessThan(0.7);
  expect(of(0.9)).toBe(1);
});

it('says so where a browser cannot record', async () => {
  const recorder = new Recorder();
  await recorder.start();
  expect(recorder.state).toBe('idle');
  expect(recorder.trouble).toBe('unsupported');
});
