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

/** Front's own word that the old value is dead, where somebody here can still ask for it. */
export function StepConfirm({ guide, onClose }: { guide: Guide; onClose: () => void }) {
  const { token, draft, change } = guide;
  const act = useAct();
  const [answer, setAnswer] = useState<PreviousAnswer | null>(null);
  const confirming = confirmingOf(draft, guide);
  if (confirming.kind === 'not_known') return <p>Asking what is kept of the old value …</p>;
  if (confirming.kind === 'cannot_ask') {
    return (
      <>
        <p>
          The old value is not here, or no longer, so nobody here can ask Front about it. Look at
          Front’s list of tokens: <strong>{draft.oldName}</strong> must be gone from it.
        </p>
        <Button look="primary" className="self-start" onClick={onClose}>
          Close the guide
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
        The service has the old value (…{confirming.hint}) until {momentWords(confirming.until)},
        and can ask Front whether it still works. It is the one call that changes nothing.
      </p>
      <FailureNotice failure={act.failure} onRetry={act.retry} />
      {answer?.answer === 'works' && (
        <Notice tone="warn" live title="Front still takes the old value">
          It is not deleted. Delete it in Front, and ask again.
        </Notice>
      )}
      {answer?.answer === 'unreachable' && (
        <Notice tone="warn" live title="Front did not answer">
          Nothing is known by that. Ask again in a while.
        </Notice>
      )}
      <Button look="primary" className="self-start" busy={act.busy === 'ask'} onClick={askFront}>
        Ask Front
      </Button>
    </>
  );
}
