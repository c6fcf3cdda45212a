import type { ServerResponse } from 'node:http';

export interface FrontError {
  readonly status: number;
  readonly title: string;
  readonly message: string;
}

type MoreHeaders = Readonly<Record<string, string>>;

/** Answers in Front's own error shape (https://dev.frontapp.com/reference/errors), so that clients of Front understand it. */
export function answerFrontError(
  response: ServerResponse,
  error: FrontError,
  more: MoreHeaders = {},
): void {
  const body = JSON.stringify({ _error: error });
  response.writeHead(error.status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...more,
  });
  response.end(body);
}
