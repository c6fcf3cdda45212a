import { readScope } from './scopes.ts';

/**
 * What the recorded scopes of a Front token say about a scope. A token that carries legacy or
 * unknown scopes, or none at all, may reach further than the record shows: that is `unknown`.
 */
export type Reach = 'covers' | 'lacks' | 'unknown';

/** Decides from recorded scopes alone whether a Front token can do what an issued one asks for. */
export function reachOf(recorded: readonly string[], wanted: readonly string[]): Reach {
  if (wanted.every((scope) => recorded.includes(scope))) return 'covers';
  const vague = recorded.length === 0 || recorded.some(isVague);
  return vague ? 'unknown' : 'lacks';
}

function isVague(scope: string): boolean {
  const kind = readScope(scope).kind;
  return kind === 'legacy' || kind === 'unknown';
}
