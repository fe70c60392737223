// SPDX-License-Identifier: Apache-2.0
// Apart from the client, since few pages send files.
import { apiUrl, read, settings, type RequestOptions } from './client';
import { OfflineError } from './problem';

export interface UploadOptions extends RequestOptions {
  method?: 'POST' | 'PUT';
  /** Called with the part sent so far, from 0 to 1. */
  onProgress?: (part: number) => void;
}

/** Sends a file as the raw body, which fetch cannot report the progress of. */
export function upload<Answer = void>(path: string, file: Blob, options: UploadOptions = {}): Promise<Answer> {
  const { method = 'POST', onProgress, signal, query, version } = options;
  return new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, apiUrl(path, query));
    request.setRequestHeader('Content-Type', file.type === '' ? 'application/octet-stream' : file.type);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', settings.language());
    if (method === 'POST') request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
    if (version !== undefined) request.setRequestHeader('If-Match', `"${version}"`);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const headers = { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' };
      const body = request.status === 204 ? null : request.responseText;
      read<Answer>(new Response(body, { status: request.status, headers }), path).then(resolve, reject);
    };
    request.onerror = () => reject(new OfflineError(undefined));
    request.onabort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
