import type { Failure } from './protocol.ts';
import { t } from '../i18n/t.ts';

/** An expected failure on its way to the page that asked. It holds what may be shown, and nothing else. */
export class Failed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'Failed';
    this.failure = failure;
  }
}

/** Short for the common case: a code and what to tell a person. */
export function failed(code: Exclude<Failure['code'], 'unknown_refusal'>, message: string): Failed {
  return new Failed({ code, message } as Failure);
}

/**
 * What crosses the boundary for anything that was thrown. Of an error nobody expected only its kind
 * is told: its text and its cause may hold an answer of the service.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  const kind = error instanceof Error ? error.name : 'unknown';
  return { code: 'refused', message: t('failure.unexpected', { kind }) };
}
