import { t } from '../../utils/i18n/t.ts';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';

interface SignInButtonProps {
  readonly look?: 'primary' | 'plain';
  /** What the button says; “Sign in” when left out. */
  readonly words?: 'common.signIn' | 'session.unlock';
  /** Code of an invitation to begin with. */
  readonly invitation?: string | null;
  /** Told how it ended when it did not work; without it a toast says so. */
  readonly onFailure?: (failure: Failure) => void;
}

/** Opens the service’s sign-in window. The news of the session changes the page when it is done. */
export function SignInButton(props: SignInButtonProps) {
  const { look = 'primary', words = 'common.signIn', invitation = null, onFailure } = props;
  const [busy, setBusy] = useState(false);
  const signIn = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask('session.sign_in', invitation === null ? null : { invitation });
    setBusy(false);
    if (answer.ok) return;
    if (onFailure !== undefined) {
      onFailure(answer.failure);
      return;
    }
    const { title, text } = failureWords(answer.failure);
    toast('bad', `${title}. ${text}`);
  };
  return (
    <Button
      look={look}
      busy={busy}
      icon={<LogIn size={16} aria-hidden />}
      onClick={() => void signIn()}
    >
      {t(words)}
    </Button>
  );
}
