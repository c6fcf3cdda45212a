import type { useCopy } from '../state/use-copy.ts';
import { FailureNotice } from './failure-notice.tsx';

/** Lets the person confirm a copy that waits for it, and copies then. Nothing when none waits. */
export function UnconfirmedCopy(props: Pick<ReturnType<typeof useCopy>, 'unconfirmed' | 'copy'>) {
  const { unconfirmed, copy } = props;
  if (unconfirmed === null) return null;
  return (
    <FailureNotice
      failure={unconfirmed.failure}
      onRetry={() => void copy(unconfirmed.token, unconfirmed.writeOut)}
    />
  );
}
