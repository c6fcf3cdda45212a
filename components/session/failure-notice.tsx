import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Notice } from '../ui/notice.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { SignInButton } from './sign-in-button.tsx';

interface FailureNoticeProps {
  readonly failure: Failure | null;
  /** Said after the reason, such as that nothing typed was lost. */
  readonly comfort?: string;
  /** Does again what was refused; offered where a confirmation helps. */
  readonly onRetry?: () => void;
}

/** What went wrong and, where signing in or a confirmation helps, the button for it. Nothing when all is well. */
export function FailureNotice({ failure, comfort, onRetry }: FailureNoticeProps) {
  if (failure === null) return null;
  const { title, text, next } = failureWords(failure);
  return (
    <Notice
      // A company that wants something confirmed is no failure.
      tone={failure.code === 'passkey_needed' ? 'info' : 'bad'}
      live
      title={title}
      actions={
        next === 'sign_in' ? (
          <SignInButton />
        ) : next === 'confirm' && onRetry !== undefined ? (
          <ConfirmButton onConfirmed={onRetry} />
        ) : undefined
      }
    >
      {text}
      {comfort === undefined ? '' : ` ${comfort}`}
    </Notice>
  );
}
