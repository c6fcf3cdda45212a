import { foldForSearch } from '../../../contract/fold.ts';
import type { Token } from '../../../contract/token.ts';

let count = 0;

/** A token as the service tells it; what a test is about is given, the rest is plausible. */
export function aToken(given: Partial<Token> = {}): Token {
  count += 1;
  return {
    id: `tok_${String(count).padStart(16, '0')}`,
    kind: 'issued',
    name: `Warehouse – stock sync – ${count}`,
    status: 'active',
    scopes: ['contacts:read'],
    features: [],
    namespaces: [],
    purpose: '',
    tags: [],
    owner: null,
    environment: null,
    usedIn: [],
    createdBy: { id: 'mem_0000000000000001', name: 'Ada Admin' },
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    expiresAt: null,
    lastUsedAt: null,
    callCount: 0,
    hint: 'wxyz',
    backedBy: null,
    callsPerMinute: null,
    sensitive: false,
    version: 1,
    ...given,
  };
}

/** The token as lists hold it, with the text that search looks at. */
export function findable(given: Partial<Token> = {}): { token: Token; search: string } {
  const token = aToken(given);
  const { name, purpose, tags, owner, environment } = token;
  return {
    token,
    search: foldForSearch([name, purpose, ...tags, owner ?? '', environment ?? ''].join('\n')),
  };
}
