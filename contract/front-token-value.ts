import { SecretValue } from './secret-value.ts';

/**
 * What a Front API token says of itself. Only Front can verify it; anyone can decode it, so these
 * are claims to show, not facts to decide on.
 */
export interface FrontTokenClaims {
  /** Scopes as they stand in the token, unknown ones verbatim. */
  readonly scopes: readonly string[];
  /** When Front made it, ISO 8601 UTC; null when the token does not say. */
  readonly issuedAt: string | null;
  /** Front's own id of the token (`jti`); null when the token does not say. */
  readonly frontId: string | null;
  /** Front's id of the company (`sub`); null when the token does not say. */
  readonly subject: string | null;
  /** Claims this version has no name for, kept as they are. */
  readonly other: Readonly<Record<string, unknown>>;
}

export type FrontTokenReading =
  | { kind: 'front'; value: SecretValue; claims: FrontTokenClaims }
  /** An issued value of this product, pasted where a Front token was asked for. */
  | { kind: 'issued' }
  /** A JSON Web Token of somebody else. */
  | { kind: 'other_jwt' }
  | { kind: 'not_a_token' };

const JWT = /^[\w-]+\.([\w-]+)\.([\w-]+)$/;

/**
 * Recognises a pasted Front token: three base64url parts, a third of 43 characters (HS256), and
 * `iss` of `front`. Surrounding white space and a `Bearer ` before it are forgiven, since people copy
 * them along. Never throws.
 */
export function readFrontToken(pasted: string): FrontTokenReading {
  const text = pasted.trim().replace(/^bearer\s+/i, '');
  if (text.startsWith('ftk_')) return { kind: 'issued' };
  const match = JWT.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return { kind: 'not_a_token' };
  const payload = decodePayload(match[1]);
  if (payload === null) return { kind: 'not_a_token' };
  if (payload.iss !== 'front' || match[2].length !== 43) return { kind: 'other_jwt' };
  return { kind: 'front', value: new SecretValue(text), claims: readClaims(payload) };
}

function decodePayload(part: string): Record<string, unknown> | null {
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(parsed) ? parsed : null;
  } catch {
    // Whatever does not decode is simply no token; the caller says so to the person.
    return null;
  }
}

function readClaims(payload: Record<string, unknown>): FrontTokenClaims {
  const { scopes, iat, jti, sub, iss: _issuer, ...other } = payload;
  return {
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
    issuedAt: isoFromSeconds(iat),
    frontId: typeof jti === 'string' ? jti : null,
    subject: typeof sub === 'string' ? sub : null,
    other,
  };
}

function isoFromSeconds(seconds: unknown): string | null {
  if (typeof seconds !== 'number') return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
