import { useState } from 'react';
import type { PreviousAnswer } from '../../contract/rotation.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { confirmingOf } from '../../utils/rotation/guide-steps.ts';
import { momentWords } from '../../utils/words/time-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useAct } from '../state/use-act.ts';
import type { Guide } from '../state/use-guide.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

/** Front's own word that the old value is dead, where somebody here can still ask for it. */
export function StepConfirm({ guide, onClose }: { guide: Guide; onClose: () => void }) {
  const { token, draft, change } = guide;
  const act = useAct();
  const [answer, setAnswer] = useState<PreviousAnswer | null>(null);
  const confirming = confirmingOf(draft, guide);
  if (confirming.kind === 'not_known') return <p>{t('rotation.askingKept')}</p>;
  if (confirming.kind === 'cannot_ask') {
    return (
      <>
        <p>
          <RichText k="rotation.cannotAsk" parts={{ name: <strong>{draft.oldName}</strong> }} />
        </p>
        <Button look="primary" className="self-start" onClick={onClose}>
          {t('rotation.closeGuide')}
        </Button>
      </>
    );
  }
  const askFront = (): void =>
    act.run(
      'ask',
      () => callPeople('askPrevious', { params: { id: token.id } }),
      (said) => {
        setAnswer(said);
        if (said.answer === 'refused') change({ refusedAt: said.at });
      },
    );
  return (
    <>
      <p>
        {t('rotation.canAsk', {
          hint: confirming.hint,
          when: momentWords(confirming.until),
        })}
      </p>
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      {answer?.answer === 'works' && (
        <Notice tone="warn" live title={t('rotation.stillTakesTitle')}>
          {t('rotation.stillTakesText')}
        </Notice>
      )}
      {answer?.answer === 'unreachable' && (
        <Notice tone="warn" live title={t('rotation.silentTitle')}>
          {t('rotation.silentText')}
        </Notice>
      )}
      <Button look="primary" className="self-start" busy={act.busy === 'ask'} onClick={askFront}>
        {t('health.actVerify')}
      </Button>
    </>
  );
}
