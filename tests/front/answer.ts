/** What the Core API answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Bytes to send instead of a body. */
  readonly stream?: number;
}

/** An error in Front's own shape. */
export function problem(status: number, title: string, message: string): Answer {
  return { status, body: { _error: { status, title, message } } };
}
