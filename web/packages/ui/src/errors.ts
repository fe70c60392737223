// SPDX-License-Identifier: Apache-2.0
import { ApiProblem, OfflineError } from '@loggia/api/problem';
import { t, translateIfKnown } from './i18n';

export interface ErrorWords {
  title: string;
  text: string;
  offline: boolean;
}

/** What happened and what to do, in the reader's language. */
export function describeError(error: unknown): ErrorWords {
  if (error instanceof OfflineError)
    return { title: t('ui.error.offline_title'), text: t('ui.error.offline_text'), offline: true };
  const known = error instanceof ApiProblem ? problemText(error.code) : undefined;
  if (error instanceof ApiProblem && error.status === 404)
    return { title: t('ui.error.not_found_title'), text: known ?? t('ui.error.not_found_text'), offline: false };
  if (known !== undefined) return { title: t('ui.error.title'), text: known, offline: false };
  if (error instanceof ApiProblem && error.status < 500)
    return { title: t('ui.error.title'), text: error.message, offline: false };
  return { title: t('ui.error.title'), text: t('ui.error.text'), offline: false };
}

/** The app's own words for a problem code of the server, if it has any: `common.problem.<code>`. */
export function problemText(code: string): string | undefined {
  return translateIfKnown(`common.problem.${code}`);
}

/** What is wrong with one field: `fieldError(problem, '/email')`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  const fault = error instanceof ApiProblem ? error.fields[pointer] : undefined;
  return fault && (problemText(fault.code) ?? fault.message);
}

/** The sentence above a form: undefined when each problem stands at its field already. */
export function formError(error: unknown): string | undefined {
  if (error === undefined || error === null) return undefined;
  if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) return undefined;
  return describeError(error).text;
}
