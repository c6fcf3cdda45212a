import { lazy, Suspense } from 'react';
import type { useCopy } from '../state/use-copy.ts';

const FailureNotice = lazy(() =>
  import('./failure-notice.tsx').then((m) => ({ default: m.FailureNotice })),
);

/** Lets the person confirm a copy that waits for it, and copies then. Nothing when none waits. */
export function UnconfirmedCopy(props: Pick<ReturnType<typeof useCopy>, 'unconfirmed' | 'copy'>) {
  const { unconfirmed, copy } = props;
  if (unconfirmed === null) return null;
  return (
    <Suspense fallback={null}>
      <FailureNotice
        failure={unconfirmed.failure}
        onRetry={() => void copy(unconfirmed.token, unconfirmed.writeOut)}
      />
    </Suspense>
  );
}
