// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '@loggia/api/problem';
import { formError } from '@loggia/ui/errors';
import { t } from '@loggia/ui/i18n';

/** Why it did not work, for above a form: with the time to wait when there is one. */
export function refusalWords(error: unknown): string | undefined {
  if (error instanceof ApiProblem && error.status === 429 && error.retryAfter)
    return t('portal.sign_in.wait', { minutes: Math.ceil(error.retryAfter / 60) });
  return formError(error);
}

/** The server's code, when it was the server that refused. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.code : undefined;
}
