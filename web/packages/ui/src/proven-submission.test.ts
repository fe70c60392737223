// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api/problem';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProvenSubmission } from './proven-submission.svelte';

const refusal = (status: number, code: string, fields = {}) => new ApiProblem(status, code, '', fields, undefined);
const wrong = { '/password': { code: 'wrong_password', message: 'This is not it.' } };

let form: ProvenSubmission;
let bodies: object[];
let answers: (ApiProblem | undefined)[];

function send() {
  return form.run(() => {
    bodies.push({ name: 'k', ...form.proof });
    const refused = answers.shift();
    return refused ? Promise.reject(refused) : Promise.resolve();
  });
}

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  form = new ProvenSubmission();
  bodies = [];
  answers = [];
});
afterEach(() => vi.unstubAllGlobals());

describe('a form that may need proof', () => {
  it('asks for nothing as long as the server does not', async () => {
    expect(await send()).toBe(true);
    expect(form.asked).toBe(false);
    expect(bodies).toEqual([{ name: 'k' }]);
  });

  it('asks for the password when the server wants it, without a complaint, and sends it along', async () => {
    answers = [refusal(403, 'proof_required')];
    expect(await send()).toBe(false);
    expect([form.asked, form.error, form.passwordError]).toEqual([true, undefined, undefined]);
    form.password = 'Zee-kraal-48-duin';
    expect(await send()).toBe(true);
    expect(bodies).toEqual([{ name: 'k' }, { name: 'k', password: 'Zee-kraal-48-duin' }]);
  });

  it('sends nothing while the password is missing', async () => {
    answers = [refusal(403, 'proof_required')];
    await send();
    expect(await send()).toBe(false);
    expect(bodies).toHaveLength(1);
    expect(form.passwordError).toBeTruthy();
  });

  it('tells a wrong password at its field and goes on asking', async () => {
    answers = [refusal(403, 'proof_required'), refusal(422, 'wrong_password', wrong)];
    await send();
    form.password = 'guess';
    expect(await send()).toBe(false);
    expect([form.asked, form.passwordError]).toEqual([true, 'This is not it.']);
  });

  it('forgets the password when it begins anew', async () => {
    answers = [refusal(403, 'proof_required')];
    await send();
    form.password = 'Zee-kraal-48-duin';
    form.clear();
    expect([form.asked, form.password]).toEqual([false, '']);
  });
});
