import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';

interface UnprovenNoticeProps {
  readonly failure: Failure | null;
  readonly busy: boolean;
  readonly onKeep: () => void;
}

/** Front did not vouch for a value: says why, and lets an admin keep it, marked as not verified. */
export function UnprovenNotice({ failure, busy, onKeep }: UnprovenNoticeProps) {
  if (failure === null) return null;
  const { title, text } = failureWords(failure);
  return (
    <Notice
      tone="warn"
      live
      title={title}
      actions={
        <Button busy={busy} onClick={onKeep}>
          {t('record.keepUnverified')}
        </Button>
      }
    >
      {text} {t('record.unprovenText')}
    </Notice>
  );
}
