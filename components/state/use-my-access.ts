import type { AccessRequest } from '../../contract/grant.ts';
import type { Token } from '../../contract/token.ts';
import { useRegister } from './register.ts';
import { usePeople } from './use-people.ts';

export type MyAccess =
  /** `until` is ISO 8601; null for no end. */
  | { kind: 'may'; until: string | null }
  /** `last` is what I asked for this token last; null when I never did. */
  | { kind: 'may_not'; last: AccessRequest | null }
  | { kind: 'reading' };

/** Whether the one who is signed in may see a token's value, and else what became of their asking. */
export function useMyAccess(token: Token): MyAccess {
  const session = useRegister((state) => state.session);
  const asks = session.kind === 'signed_in' && session.me.role === 'member';
  const grants = usePeople('myGrants', asks ? {} : null);
  const requests = usePeople('myRequests', asks ? {} : null);
  // Who can't be asked, or about whom nothing can be learnt, is told by the service at the reveal.
  if (!asks || grants.kind === 'failed') return { kind: 'may', until: null };
  if (grants.kind === 'reading' || requests.kind === 'reading') return { kind: 'reading' };
  const grant = grants.value.items.find(({ tokenId }) => tokenId === token.id);
  if (grants.value.all) return { kind: 'may', until: null };
  if (grant !== undefined) return { kind: 'may', until: grant.until };
  const mine = requests.kind === 'read' ? requests.value.items : [];
  return { kind: 'may_not', last: mine.find((request) => request.token.id === token.id) ?? null };
}
