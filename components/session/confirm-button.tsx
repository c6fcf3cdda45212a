import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../utils/messaging/ask.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

/**
 * Has the person confirm with their passkey in the sign-in window, and then does what waited for
 * it. The popup closes as the window opens; whoever opens it again is confirmed by then.
 */
export function ConfirmButton({ onConfirmed }: { onConfirmed: () => void }) {
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask('session.confirm', null);
    setBusy(false);
    if (answer.ok) {
      onConfirmed();
      return;
    }
    const { title, text } = failureWords(answer.failure);
    toast('bad', `${title}. ${text}`);
  };
  return (
    <Button
      look="primary"
      busy={busy}
      icon={<Fingerprint size={16} aria-hidden />}
      onClick={() => void confirm()}
    >
      {t('session.confirm')}
    </Button>
  );
}
