import { lazy, memo, Suspense } from 'react';
import { useRegister } from '../state/register.ts';

// The words for every failure: they are read when one is there.
const SessionTrouble = lazy(() =>
  import('./session-trouble.tsx').then((m) => ({ default: m.SessionTrouble })),
);

/** Says what stands between this page and the service, and the way on. Nothing when all is well. */
export const SessionNotice = memo(function SessionNotice() {
  const isTrouble = useRegister(
    ({ session, sync }) => session.kind === 'expired' || sync.kind === 'failed',
  );
  if (!isTrouble) return null;
  return (
    <Suspense fallback={null}>
      <SessionTrouble />
    </Suspense>
  );
});
