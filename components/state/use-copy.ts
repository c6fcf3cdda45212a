import { useCallback, useState } from 'react';
import { SecretValue } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { copySecret } from '../../utils/clipboard/copy-secret.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { toast } from '../ui/toasts.tsx';
import { useSettings } from './preferences.ts';

/**
 * Copies a token's value: fetched for this one purpose, put on the clipboard, and let go. Says how
 * it went.
 */
export function useCopy(): {
  readonly busyId: string | null;
  /** A copy that waits for the person to confirm it. */
  readonly unconfirmed: { readonly token: Token; readonly failure: Failure } | null;
  /** Stable while the settings are. */
  readonly copy: (token: Token) => Promise<void>;
} {
  const [busyId, setBusyId] = useState<string | null>(null);
  const [unconfirmed, setUnconfirmed] = useState<ReturnType<typeof useCopy>['unconfirmed']>(null);
  const seconds = useSettings((settings) => settings.clipboardSeconds);
  const copy = useCallback(
    async (token: Token): Promise<void> => {
      if (token.hint === null) {
        toast('bad', 'This token was recorded without its value. Copy it from Front’s token page.');
        return;
      }
      setBusyId(token.id);
      setUnconfirmed(null);
      const answer = await ask('tokens.reveal', { id: token.id, via: 'copy' });
      if (!answer.ok) {
        const { title, text, next } = failureWords(answer.failure);
        if (next === 'confirm') setUnconfirmed({ token, failure: answer.failure });
        else toast('bad', `${title}. ${text}`);
      } else {
        const outcome = await copySecret(new SecretValue(answer.value.value), seconds);
        if (outcome === 'copied') toast('good', copiedWords(seconds));
        else toast('bad', 'The browser did not allow copying. Use Reveal and copy by hand.');
      }
      setBusyId(null);
    },
    [seconds],
  );
  return { busyId, unconfirmed, copy };
}

function copiedWords(seconds: number): string {
  return seconds === 0 ? 'Copied' : `Copied. Cleared from the clipboard in ${seconds} s`;
}
