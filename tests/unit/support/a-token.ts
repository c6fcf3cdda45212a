import { foldForSearch } from '../../../contract/fold.ts';
import type { Token } from '../../../contract/token.ts';

/** A token of the register, with whatever the test is about. Times are ISO 8601 UTC. */
export function aToken(facts: Partial<Token> = {}): Token {
  return {
    id: 'tok_0000000000000001',
    kind: 'issued',
    name: 'Zendesk – nightly contacts sync – production',
    status: 'active',
    scopes: ['contacts:read', 'contacts:write'],
    features: [],
    namespaces: [],
    purpose: 'Copies contacts every night.',
    tags: [],
    owner: null,
    environment: null,
    usedIn: [],
    createdBy: { id: 'mem_0000000000000001', name: 'Ada Admin' },
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    lastUsedAt: null,
    callCount: 0,
    hint: 'Wx4f',
    backedBy: null,
    version: 1,
    ...facts,
  };
}

/** The token as lists hold it, with the text that search looks at. */
export function findable(facts: Partial<Token> = {}): { token: Token; search: string } {
  const token = aToken(facts);
  const { name, purpose, tags, owner, environment } = token;
  return {
    token,
    search: foldForSearch([name, purpose, ...tags, owner ?? '', environment ?? ''].join('\n')),
  };
}
