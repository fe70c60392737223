// SPDX-License-Identifier: Apache-2.0
export { api, apiUrl, configureApi, type Query, type RequestOptions } from './client';
export { Live, type ActivityEvent, type LiveEvents } from './live';
export { ApiProblem, OfflineError, type FieldProblem } from './problem';
