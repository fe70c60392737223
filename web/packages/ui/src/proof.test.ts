// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api';
import { expect, it } from 'vitest';
import { Proof } from './proof.svelte';

const refusal = (code: string) => new ApiProblem(403, code, '', {}, undefined);

it('asks for the password once the server wants it, and sends it along from then on', () => {
  const proof = new Proof();
  expect(proof.body).toEqual({});
  expect(proof.accepts(refusal('second_factor_required'))).toBe(false);
  expect(proof.isMissing).toBe(false);
  expect(proof.accepts(refusal('proof_required'))).toBe(true);
  expect(proof.isMissing).toBe(true);
  proof.password = 'Zonlicht-Boven-7';
  expect(proof.isMissing).toBe(false);
  expect(proof.body).toEqual({ password: 'Zonlicht-Boven-7' });
});

it('does not take a refusal in spite of the password for the question itself', () => {
  const proof = new Proof();
  proof.accepts(refusal('proof_required'));
  expect(proof.accepts(refusal('proof_required'))).toBe(false);
  proof.clear();
  expect(proof.body).toEqual({});
});
