import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { Failure, SessionState } from '../../utils/messaging/protocol.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { t } from '../../utils/i18n/t.ts';

/** All that is shown while the extension is locked: whose it is, and the way back in. */
export function LockScreen({ session }: { session: SessionState & { kind: 'locked' } }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <EmptyState
      icon={<Lock size={22} aria-hidden />}
      main
      title={t('session.locked')}
      actions={
        <>
          <SignInButton words="session.unlock" onFailure={setFailure} />
          <div className="w-full max-w-80 text-left empty:hidden">
            {failure !== null && failure.code !== 'sign_in_cancelled' && (
              <FailureNotice failure={failure} />
            )}
          </div>
        </>
      }
    >
      {t('session.lockedText', { name: session.me.name })}
    </EmptyState>
  );
}
