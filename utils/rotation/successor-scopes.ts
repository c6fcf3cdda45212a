import { ISSUABLE_SCOPES, readScope } from '../../contract/scopes.ts';
import type { Token } from '../../contract/token.ts';

export interface SuccessorScopes {
  /** Those of the old token that Front's form has. */
  readonly same: readonly string[];
  /** Those that the issued tokens on it hold: fewer would cut them short, and the service refuses that. */
  readonly needed: readonly string[];
  /** Scopes of the old token that no box stands for: legacy ones, and such as this version does not know. */
  readonly without: readonly string[];
}

/** What the new token of a rotation may be allowed. `dependents` are the issued tokens that stand on the old one. */
export function successorScopes(token: Token, dependents: readonly Token[]): SuccessorScopes {
  const held = new Set(dependents.flatMap(({ scopes }) => scopes));
  return {
    same: ISSUABLE_SCOPES.filter((scope) => token.scopes.includes(scope)),
    needed: ISSUABLE_SCOPES.filter((scope) => held.has(scope)),
    without: token.scopes.filter((scope) => {
      const { kind } = readScope(scope);
      return kind === 'legacy' || kind === 'unknown';
    }),
  };
}
