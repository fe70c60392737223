// SPDX-License-Identifier: Apache-2.0
// Apart from the client, since few pages read files themselves.
import { settings } from './client';
import { ApiProblem, OfflineError } from './problem';

/** What lies at an address that the server named, as it is. */
export async function readFile(address: string, signal?: AbortSignal): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin', signal });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new OfflineError(error);
  }
  if (response.ok) return response.blob();
  if (response.status === 401) settings.onSignedOut();
  throw ApiProblem.fromResponse(response.status, undefined, response.headers.get('Retry-After'));
}
