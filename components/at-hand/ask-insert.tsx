import { TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import { dropWord, type PopupWord } from '../../utils/at-hand/popup-word.ts';
import { t } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useToken } from '../state/use-token.ts';
import { Button } from '../ui/button.tsx';
import { RichText } from '../ui/rich-text.tsx';
import { toast } from '../ui/toasts.tsx';
import { sayWord } from './popup-word.ts';

/**
 * Asks, for the first time on a site, whether a value may go into its field. It stands in a page of
 * ours, which the site can neither draw over nor press.
 */
export function AskInsert({ word }: { word: PopupWord & { kind: 'ask' } }) {
  const { token } = useToken(word.tokenId);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const cancel = async (): Promise<void> => {
    await dropWord();
    sayWord(null);
  };
  const insert = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await ask('at_hand.insert', { mark: word.field.mark });
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    if (answer.value.kind === 'not_inserted') {
      sayWord({ kind: 'not_inserted', why: answer.value.why, at: Date.now() });
      return;
    }
    sayWord(null);
    toast('good', t('atHand.inserted'));
    // The field is below, with the value in it.
    close();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center gap-4 overflow-y-auto p-5">
      <div className="flex items-center gap-2.5">
        <TextCursorInput size={20} aria-hidden className="shrink-0 text-accent" />
        <h1 className="text-[17px] font-semibold">{t('atHand.askTitle')}</h1>
      </div>
      <p className="text-[13px] break-words">
        <RichText k="atHand.askText" parts={{ token: <b>{token?.name ?? '…'}</b> }} />
      </p>
      <p className="rounded-lg border border-line bg-page px-3 py-2.5 font-mono text-[14px] font-semibold break-all">
        {word.field.origin}
      </p>
      <p className="text-[13px]">{t('atHand.askCompare')}</p>
      <FailureNotice failure={failure} onRetry={() => void insert()} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={busy} onClick={() => void insert()}>
          {t('atHand.insert')}
        </Button>
        {/* Here, and not on the other: a key that is still pressed must not say yes. */}
        <Button autoFocus onClick={() => void cancel()}>
          {t('common.cancel')}
        </Button>
      </div>
      <p className="text-xs text-soft">{t('atHand.askOnce')}</p>
    </div>
  );
}
