import { useCallback, useState } from 'react';
import { SecretValue } from '../../contract/secret-value.ts';
import type { Token } from '../../contract/token.ts';
import { noteRecent } from '../../utils/at-hand/recents.ts';
import { copySecret } from '../../utils/clipboard/copy-secret.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { wordsOfFailure } from '../session/words-of-failure.ts';
import { toast } from '../ui/toasts.tsx';
import { useSettings } from './preferences.ts';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

/** What is copied in place of a value: a text with the value in it. */
export type WriteOut = (value: string) => string;

interface UnconfirmedCopy {
  readonly token: Token;
  readonly writeOut: WriteOut;
  readonly failure: Failure;
}

const BARE: WriteOut = (value) => value;

/**
 * Copies a token's value, bare or within a text: fetched for this one purpose, put on the clipboard,
 * and let go. Says how it went.
 */
export function useCopy(): {
  readonly busyId: string | null;
  /** A copy that waits for the person to confirm it. */
  readonly unconfirmed: UnconfirmedCopy | null;
  /** Stable while the settings are. */
  readonly copy: (token: Token, writeOut?: WriteOut) => Promise<void>;
} {
  const [busyId, setBusyId] = useState<string | null>(null);
  const [unconfirmed, setUnconfirmed] = useState<UnconfirmedCopy | null>(null);
  const seconds = useSettings((settings) => settings.clipboardSeconds);
  const copy = useCallback(
    async (token: Token, writeOut: WriteOut = BARE): Promise<void> => {
      if (token.hint === null) {
        toast('bad', t('tokens.noValue'));
        return;
      }
      setBusyId(token.id);
      setUnconfirmed(null);
      const answer = await ask('tokens.reveal', { id: token.id, via: 'copy' });
      if (!answer.ok) {
        const { title, text, next } = await wordsOfFailure(answer.failure);
        if (next === 'confirm') setUnconfirmed({ token, writeOut, failure: answer.failure });
        else toast('bad', `${title}. ${text}`);
      } else {
        // It never rejects.
        void noteRecent(token.id);
        const text = new SecretValue(writeOut(answer.value.value));
        const outcome = await copySecret(text, seconds);
        if (outcome === 'copied') toast('good', copiedWords(seconds));
        else toast('bad', t('tokens.copyRefused'));
      }
      setBusyId(null);
    },
    [seconds],
  );
  return { busyId, unconfirmed, copy };
}

function copiedWords(seconds: number): string {
  return seconds === 0 ? t('tokens.copied') : t('tokens.copiedFor', { seconds: number(seconds) });
}
