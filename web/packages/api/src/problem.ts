// SPDX-License-Identifier: Apache-2.0

/** What the server says about one field: a stable code and a sentence in the reader's language. */
export interface FieldProblem {
  code: string;
  message: string;
}

interface ProblemBody {
  title?: string;
  code?: string;
  detail?: string;
  errors?: { pointer: string; code: string; message: string }[];
}

/** The server refused (RFC 9457). Show `message`; decide by `code`; put `fields['/email']` under its input. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** By JSON pointer into the body that was sent: `/email`, `/addresses/0/city`. */
    readonly fields: Record<string, FieldProblem>,
    /** Seconds to wait before trying again, when the server said so. */
    readonly retryAfter: number | undefined,
  ) {
    super(message);
  }

  static fromResponse(status: number, body: unknown, retryAfter: string | null): ApiProblem {
    const problem: ProblemBody = typeof body === 'object' && body !== null ? body : {};
    const fields: Record<string, FieldProblem> = {};
    for (const { pointer, code, message } of problem.errors ?? []) fields[pointer] ??= { code, message };
    const seconds = Number.parseInt(retryAfter ?? '', 10);
    return new ApiProblem(
      status,
      problem.code ?? `http_${status}`,
      problem.detail ?? problem.title ?? `HTTP ${status}`,
      fields,
      Number.isNaN(seconds) ? undefined : seconds,
    );
  }
}

/** The request got no answer: no network, or the server is away. What was typed is kept; trying again is safe. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';

  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
  }
}
