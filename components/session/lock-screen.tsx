import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { Failure, SessionState } from '../../utils/messaging/protocol.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { SignInButton } from './sign-in-button.tsx';

/** All that is shown while the extension is locked: whose it is, and the way back in. */
export function LockScreen({ session }: { session: SessionState & { kind: 'locked' } }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <EmptyState
      icon={<Lock size={22} aria-hidden />}
      main
      title="Locked"
      actions={
        <>
          <SignInButton words="Unlock" onFailure={setFailure} />
          <div className="w-full max-w-80 text-left empty:hidden">
            {failure !== null && failure.code !== 'sign_in_cancelled' && (
              <FailureNotice failure={failure} />
            )}
          </div>
        </>
      }
    >
      Sign in as {session.me.name} to go on. Notes and drafts are still here.
    </EmptyState>
  );
}
