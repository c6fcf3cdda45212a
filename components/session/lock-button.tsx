import { Lock } from 'lucide-react';
import { ask } from '../../utils/messaging/ask.ts';
import { useRegister } from '../state/register.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { wordsOfFailure } from './words-of-failure.ts';
import { t } from '../../utils/i18n/t.ts';

/** Locks at once. Nothing where nobody is signed in. */
export function LockButton({ className }: { className?: string }) {
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  if (!signedIn) return null;
  const lock = async (): Promise<void> => {
    const answer = await ask('session.lock', null);
    if (!answer.ok) toast('bad', (await wordsOfFailure(answer.failure)).title);
  };
  return (
    <IconButton label={t('session.lockNow')} className={className} onClick={() => void lock()}>
      <Lock size={14} aria-hidden />
    </IconButton>
  );
}
