import { FailureNotice } from '../session/failure-notice.tsx';
import type { Act } from '../state/use-act.ts';

/** What stood in the way of the last thing that was done here. Nothing when all is well. */
export function ActNotice({ act }: { act: Act }) {
  return <FailureNotice failure={act.failure} onRetry={act.retry} />;
}
