import { createHmac, randomBytes } from 'node:crypto';
import type { CreateIssuedToken, RecordFrontToken } from '../../../contract/token.ts';

let made = 0;

/** What a caller sends to issue a token; every one has a name of its own. */
export function anIssued(parts: Partial<CreateIssuedToken> = {}): CreateIssuedToken {
  made += 1;
  return {
    kind: 'issued',
    name: `Issued token – number ${made} – tests`,
    scopes: ['contacts:read'],
    ...parts,
  };
}

/** What a caller sends to record a token that was made in Front, with a value of its own. */
export function aFront(parts: Partial<RecordFrontToken> = {}): RecordFrontToken {
  made += 1;
  return {
    kind: 'front',
    name: `Front token – number ${made} – tests`,
    value: aFrontValue({ scopes: ['shared:*'] }),
    ...parts,
  };
}

/** A JSON Web Token shaped as Front's are, signed with a key that nobody keeps. */
export function aFrontValue(
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = { typ: 'JWT', alg: 'HS256' },
): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part(header)}.${part({
    scopes: ['shared:*'],
    iat: 1_700_000_000,
    iss: 'front',
    sub: 'cmp_test',
    jti: randomBytes(8).toString('hex'),
    ...claims,
  })}`;
  return `${head}.${createHmac('sha256', randomBytes(32)).update(head).digest('base64url')}`;
}
