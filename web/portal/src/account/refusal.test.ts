// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api/problem';
import { i18n } from '@loggia/ui/i18n';
import { beforeAll, expect, it, vi } from 'vitest';
import { refusalWords } from './refusal';

beforeAll(() => {
  vi.spyOn(i18n, 'message').mockImplementation((key, values) => `${key} ${JSON.stringify(values)}`);
});

const refused = (status: number, retryAfter?: number, fields = {}) =>
  new ApiProblem(status, 'too_many_attempts', 'Too many attempts.', fields, retryAfter);

it('says how long to wait, in whole minutes', () => {
  expect(refusalWords(refused(429, 61))).toBe('portal.sign_in.wait {"minutes":2}');
  expect(refusalWords(refused(429, 30))).toBe('portal.sign_in.wait {"minutes":1}');
});

it('says what the server says when no time is known, and nothing while nothing is wrong', () => {
  expect(refusalWords(refused(429))).toBe('Too many attempts.');
  expect(refusalWords(undefined)).toBeUndefined();
});

it('leaves to the fields what stands at the fields', () => {
  expect(refusalWords(refused(422, undefined, { '/email': { code: 'required', message: '' } }))).toBeUndefined();
});
