import { reachOf } from '../../contract/backing-reach.ts';
import type { Operation } from '../../contract/operations.ts';
import type { Token } from '../../contract/token.ts';
import { stateNow } from '../tokens/find-tokens.ts';
import type { MayReveal } from './may-reveal.ts';

export interface FittingTokens {
  /** Those whose value I may see, with the fewest permissions first. */
  readonly mine: readonly Token[];
  /** Those that would do, and that nobody has let me see yet, in the same order. */
  readonly others: readonly Token[];
}

/**
 * The issued tokens that can make a call at the gateway: active, with its scope, and not standing on
 * a Front token that is known to lack it. The narrowest come first, since that is the one to hand
 * out; else the order stays. `now` in ms.
 */
export function fitTokens(
  tokens: readonly { readonly token: Token }[],
  operation: Pick<Operation, 'scope'>,
  may: MayReveal,
  now: number,
): FittingTokens {
  const backings = new Map(
    tokens.filter(({ token }) => token.kind === 'front').map(({ token }) => [token.id, token]),
  );
  const fitting = tokens
    .map(({ token }) => token)
    .filter((token) => canCall(token, operation.scope, backings, now))
    .sort((a, b) => a.scopes.length - b.scopes.length);
  const isMine = ({ id }: Token): boolean =>
    may.kind === 'all' || (may.kind === 'some' && may.ids.has(id));
  return {
    mine: fitting.filter(isMine),
    others: fitting.filter((token) => !isMine(token)),
  };
}

function canCall(
  token: Token,
  scope: string | null,
  backings: ReadonlyMap<string, Token>,
  now: number,
): boolean {
  // What is recorded without its value can be given to nobody.
  if (token.kind !== 'issued' || token.hint === null || !isActive(token, now)) return false;
  if (scope !== null && !token.scopes.includes(scope)) return false;
  // The gateway refuses whatever stands on nothing.
  if (token.backedBy === null) return false;
  const backing = backings.get(token.backedBy);
  // Not in the cache is not known to lack.
  if (backing === undefined) return true;
  // As the gateway itself: a Front token's recorded expiry is a note, and stops nothing.
  if (backing.hint === null || backing.status === 'deleted') return false;
  return scope === null || reachOf(backing.scopes, [scope]) !== 'lacks';
}

function isActive(token: Token, now: number): boolean {
  const state = stateNow(token, now);
  return token.status === 'active' && (state === 'active' || state === 'soon');
}
