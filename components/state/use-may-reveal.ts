import { useMemo } from 'react';
import { mayRevealBy, type MayReveal } from '../../utils/operations/may-reveal.ts';
import { useRegister } from './register.ts';
import { usePeople } from './use-people.ts';

const ALL: MayReveal = { kind: 'all' };
const UNKNOWN: MayReveal = { kind: 'unknown' };

/** Which values the one who is signed in may see; null while that is being asked. */
export function useMayReveal(now: number): MayReveal | null {
  const asks = useRegister(
    ({ session }) => session.kind === 'signed_in' && session.me.role === 'member',
  );
  const grants = usePeople('myGrants', asks ? {} : null);
  const granted = grants.kind === 'read' ? grants.value : null;
  const may = useMemo(() => (granted === null ? null : mayRevealBy(granted, now)), [granted, now]);
  if (!asks) return ALL;
  return grants.kind === 'failed' ? UNKNOWN : may;
}
