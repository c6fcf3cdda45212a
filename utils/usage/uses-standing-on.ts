import type { Token } from '../../contract/token.ts';

export interface UsesStandingOn {
  /** Issued tokens that stand on it, and are not deleted. */
  readonly count: number;
  /** All their calls that went out to Front. */
  readonly calls: number;
  readonly lastAt: string | null;
}

/** What the issued tokens did that stand on this Front token now. Some may have stood on another one before. */
export function usesStandingOn(
  tokens: readonly { readonly token: Token }[],
  id: string,
): UsesStandingOn {
  const standing = tokens.filter(
    ({ token }) => token.backedBy === id && token.status !== 'deleted',
  );
  return {
    count: standing.length,
    calls: standing.reduce((sum, { token }) => sum + token.callCount, 0),
    lastAt: standing.reduce<string | null>((last, { token: { lastUsedAt } }) => {
      if (lastUsedAt === null) return last;
      return last === null || lastUsedAt > last ? lastUsedAt : last;
    }, null),
  };
}
