// SPDX-License-Identifier: Apache-2.0
export { api, apiUrl, configureApi, upload, type Query, type RequestOptions, type UploadOptions } from './client';
export { Live, type ActivityEvent, type LiveEvents } from './live';
export { ApiProblem, OfflineError, type FieldProblem } from './problem';
