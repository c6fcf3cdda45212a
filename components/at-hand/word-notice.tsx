import { t } from '../../utils/i18n/t.ts';
import { NOT_DONE_TEXTS } from '../../utils/words/at-hand-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { sayWord, usePopupWord } from './popup-word.ts';

/** Says why the popup has opened in the place of what was wanted. Nothing when it was opened by hand. */
export function WordNotice() {
  const word = usePopupWord((state) => state.word);
  const { kind } = useRegister((state) => state.session);
  if (word === null || word.kind === 'ask') return null;
  const inserting = word.kind === 'not_inserted';
  const title = t(inserting ? 'atHand.notInserted' : 'atHand.notCopied');
  const inside = kind === 'signed_in' || kind === 'expired';
  return (
    <div className="shrink-0 p-2">
      {!inside ? (
        // The page below says why, and what to do.
        <Notice tone="info" live title={title} />
      ) : typeof word.why === 'string' ? (
        <Notice tone="warn" live title={title}>
          {t(NOT_DONE_TEXTS[word.why])}
        </Notice>
      ) : (
        <FailureNotice
          failure={word.why}
          comfort={t(inserting ? 'atHand.notInsertedSaid' : 'atHand.notCopiedSaid')}
          onRetry={() => {
            sayWord(null);
            toast('good', t('atHand.confirmed'));
          }}
        />
      )}
    </div>
  );
}
