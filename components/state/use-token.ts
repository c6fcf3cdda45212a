import { useEffect, useMemo } from 'react';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { isProvisional, provisionalId, type Change } from '../../utils/outbox/change.ts';
import { useRegister } from './register.ts';

export interface TokenInContext {
  readonly token: Token | null;
  /** The Front token that it stands on, when it is known. */
  readonly backing: Token | null;
  /** Names of issued tokens that stand on it. */
  readonly dependents: readonly string[];
}

/** A token from the register, asked for anew when it is opened, with those that hang together with it. */
export function useToken(given: string): TokenInContext {
  const id = useRegister(({ changes }) => realId(changes, given));
  const tokens = useRegister((state) => state.tokens);
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  useEffect(() => {
    // Its answer lands in the cache, and the news of that in the register.
    if (signedIn && !isProvisional(id)) void ask('tokens.get', { id });
  }, [id, signedIn]);
  return useMemo(() => {
    const find = (wanted: string | null): Token | null =>
      tokens.find(({ token }) => token.id === wanted)?.token ?? null;
    const token = find(id);
    return {
      token,
      backing: find(token?.backedBy ?? null),
      dependents: tokens
        .filter((other) => other.token.backedBy === id && other.token.status !== 'deleted')
        .map((other) => other.token.name),
    };
  }, [tokens, id]);
}

/** A token that was created since its page was opened is found by its provisional id too. */
function realId(changes: readonly Change[], id: string): string {
  if (!isProvisional(id)) return id;
  const made = changes.find((change) => change.kind === 'done' && provisionalId(change.id) === id);
  return made?.kind === 'done' ? made.tokenId : id;
}
