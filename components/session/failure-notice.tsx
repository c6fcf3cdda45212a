import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Notice } from '../ui/notice.tsx';
import { SignInButton } from './sign-in-button.tsx';

interface FailureNoticeProps {
  readonly failure: Failure | null;
  /** Said after the reason, such as that nothing typed was lost. */
  readonly comfort?: string;
}

/** What went wrong and, where signing in helps, the button for it. Nothing when all is well. */
export function FailureNotice({ failure, comfort }: FailureNoticeProps) {
  if (failure === null) return null;
  const { title, text, next } = failureWords(failure);
  return (
    <Notice
      tone="bad"
      live
      title={title}
      actions={next === 'sign_in' ? <SignInButton /> : undefined}
    >
      {text}
      {comfort === undefined ? '' : ` ${comfort}`}
    </Notice>
  );
}
