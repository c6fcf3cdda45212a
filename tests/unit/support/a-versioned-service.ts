import type { PatchToken, Token } from '../../../contract/token.ts';
import { failed } from '../../../utils/messaging/failed.ts';
import type { ServiceClient } from '../../../utils/service/client.ts';
import { aToken } from './a-token.ts';

/** A service in memory that does what ours does with versions and keys, and counts what it did. */
export interface VersionedService {
  readonly client: ServiceClient;
  /** How the tokens stand; newest version of each. */
  readonly tokens: Token[];
  /** How often something was written. */
  readonly writes: () => number;
  /** What was asked, in order. */
  readonly asked: string[];
  /** Before each call: may throw in its place. */
  before: (name: string) => void;
  /** After each call, before its answer: may throw, as when the answer is lost. */
  after: (name: string) => void;
  /** Somebody else changes a token. */
  change(id: string, patch: Partial<Token>): Token;
}

interface Input {
  readonly params?: { readonly id: string };
  readonly body?: PatchToken & { readonly name?: string };
}
interface Headers {
  readonly ifVersion?: number;
  readonly idempotencyKey?: string;
}

export function aVersionedService(...given: Token[]): VersionedService {
  const made = new Map<string, string>();
  let writes = 0;
  const { tokens } = { tokens: given };
  const find = (id: string): Token => {
    const token = tokens.find((one) => one.id === id);
    if (token === undefined) throw failed('not_found', 'There is no such token.');
    return token;
  };
  const replace = (token: Token, patch: Partial<Token>): Token => {
    const next = { ...token, ...patch, version: token.version + 1 };
    tokens.splice(tokens.indexOf(token), 1, next);
    return next;
  };
  const answer = (name: string, { params, body }: Input, headers: Headers): Token => {
    if (name === 'createToken') {
      const key = headers.idempotencyKey ?? '';
      const before = made.get(key);
      if (before !== undefined) return find(before);
      if (tokens.some((token) => token.name === body?.name)) throw failed('name_taken', 'Taken.');
      writes += 1;
      const token = aToken(body as Partial<Token>);
      tokens.push(token);
      made.set(key, token.id);
      return token;
    }
    const token = find(params?.id ?? '');
    if (name === 'getToken') return token;
    if (token.status === 'deleted') throw failed('token_deleted', 'This token was deleted.');
    if (headers.ifVersion !== token.version) throw failed('stale_version', 'Read it again.');
    writes += 1;
    return replace(token, body as Partial<Token>);
  };
  const call = async (name: string, input: Input, headers: Headers = {}): Promise<Token> => {
    await Promise.resolve();
    service.before(name);
    const version = headers.ifVersion === undefined ? '' : ` ${headers.ifVersion}`;
    service.asked.push(`${name}${version}`);
    const token = answer(name, input, headers);
    service.after(name);
    return token;
  };
  const service: VersionedService = {
    client: { call } as unknown as ServiceClient,
    tokens,
    writes: () => writes,
    asked: [],
    before: () => undefined,
    after: () => undefined,
    change: (id, patch) => replace(find(id), patch),
  };
  return service;
}

/** Nobody answers. */
export function offline(): never {
  throw failed('unreachable', 'The token service can’t be reached.');
}
