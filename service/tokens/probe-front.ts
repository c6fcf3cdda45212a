import { openSecret, type SecretValue } from '../../contract/secret-value.ts';
import { readLimited } from '../http/read-limited.ts';
import type { TokenDeps } from './token-deps.ts';

export interface FrontCompany {
  readonly id: string;
  readonly name: string;
}

export type FrontProbe =
  | { kind: 'company'; company: FrontCompany }
  /** Front says that this is no token of its own, or no longer one. */
  | { kind: 'refused' }
  /** It can't be said: Front did not answer, was busy, or answered with something else. */
  | { kind: 'unreachable' };

const ANSWER_WITHIN_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const LONGEST_NAME = 200;

/**
 * Asks Front which company a value belongs to. `GET /me` needs no scope and changes nothing: the one
 * safe question (https://dev.frontapp.com/reference/api-token-details). Redirects are not followed,
 * since the value would go along. Never throws.
 */
export async function probeFront(
  { frontApiUrl, onFrontAsked }: Pick<TokenDeps, 'frontApiUrl' | 'onFrontAsked'>,
  value: SecretValue,
): Promise<FrontProbe> {
  try {
    const response = await fetch(`${frontApiUrl.replace(/\/$/, '')}/me`, {
      headers: { authorization: `Bearer ${openSecret(value)}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    onFrontAsked?.(Object.fromEntries(response.headers));
    if (response.status === 401) {
      await response.body?.cancel();
      return { kind: 'refused' };
    }
    const company = response.status === 200 ? companyOf(await bodyOf(response)) : null;
    if (response.status !== 200) await response.body?.cancel();
    return company === null ? { kind: 'unreachable' } : { kind: 'company', company };
  } catch {
    // No connection, no answer in time, or no JSON: whatever it is, it names no company.
    return { kind: 'unreachable' };
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const bytes = response.body === null ? null : await readLimited(response.body, MOST_BYTES);
  return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as unknown);
}

function companyOf(body: unknown): FrontCompany | null {
  if (typeof body !== 'object' || body === null || !('id' in body)) return null;
  const { id } = body;
  if (typeof id !== 'string' || !/^cmp_\w{1,60}$/.test(id)) return null;
  const name = 'name' in body && typeof body.name === 'string' ? plainLine(body.name) : '';
  return { id, name: name === '' ? id : name };
}

/** It goes into messages and the log: one line, no control characters. */
function plainLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, LONGEST_NAME);
}
