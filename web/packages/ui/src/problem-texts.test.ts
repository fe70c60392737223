// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../build/messages';
import { problemCodes } from '../../../build/problem-codes';

describe('problem texts', () => {
  it('exist for every code with which the server refuses something', () => {
    const codes = problemCodes();
    const texts = readCatalogue('en');
    expect(codes).toEqual(expect.arrayContaining(['email_taken', 'too_long', 'no_digit', 'storage_full']));
    expect(codes.filter((code) => texts[`common.problem.${code}`] === undefined)).toEqual([]);
  });
});
