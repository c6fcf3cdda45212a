import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';

interface SignInButtonProps {
  readonly look?: 'primary' | 'plain';
  /** Told how it ended when it did not work; without it a toast says so. */
  readonly onFailure?: (failure: Failure) => void;
}

/** Opens the service’s sign-in window. The news of the session changes the page when it is done. */
export function SignInButton({ look = 'primary', onFailure }: SignInButtonProps) {
  const [busy, setBusy] = useState(false);
  const signIn = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask('session.sign_in', null);
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
      Sign in
    </Button>
  );
}
