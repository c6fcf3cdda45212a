import { useState } from 'react';
import type { Rotation } from '../../contract/rotation.ts';
import type { Token } from '../../contract/token.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { agoWords, momentWords } from '../../utils/words/time-words.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { useAct } from '../state/use-act.ts';
import { useRotation } from '../state/use-rotation.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';

interface GraceBarProps {
  readonly token: Token;
  readonly admin: boolean;
  readonly now: number;
}

/** Says while an older value still works or can be put back, and ends or restores it. */
export function GraceBar({ token, admin, now }: GraceBarProps) {
  const [round, setRound] = useState(0);
  const rotation = useRotation(token, round);
  const act = useAct();
  if (rotation === null) return null;
  const outgoing = rotation.outgoing.filter(({ endsAt }) => Date.parse(endsAt) > now);
  const end = (): void =>
    act.run(
      'end',
      () => callPeople('endGrace', { params: { id: token.id } }),
      () => {
        toast('good', t('tokens.graceEnded'));
        setRound((last) => last + 1);
      },
    );
  const restore = (): void =>
    act.run(
      'restore',
      () => ask('tokens.restore_value', { id: token.id }),
      () => toast('good', t('tokens.valueRestored')),
    );
  return (
    <div className="mt-3 flex flex-col gap-2 empty:hidden">
      {outgoing.map((old) => (
        <Notice key={`${old.hint} ${old.endsAt}`} tone="warn" title={endWords(old, now)}>
          {usageWords(old, now)}
        </Notice>
      ))}
      {admin && outgoing.length > 0 && (
        <Button look="quiet-danger" busy={act.busy === 'end'} onClick={end}>
          {t('tokens.endGrace', outgoing.length)}
        </Button>
      )}
      {rotation.previous !== null && (
        <Notice
          tone="info"
          title={t('tokens.replaced', { hint: rotation.previous.hint })}
          actions={
            admin ? (
              <Button busy={act.busy === 'restore'} onClick={restore}>
                {t('tokens.putBack')}
              </Button>
            ) : undefined
          }
        >
          {t('tokens.putBackUntil', { when: momentWords(rotation.previous.keptUntil) })}
        </Notice>
      )}
      <FailureNotice failure={act.failure} onRetry={act.retry} />
    </div>
  );
}

type Outgoing = Rotation['outgoing'][number];

function endWords({ hint, endsAt }: Outgoing, now: number): string {
  return Date.parse(endsAt) - now < 60_000
    ? t('tokens.oldWorksShortly', { hint })
    : t('tokens.oldWorksUntil', { hint, when: momentWords(endsAt) });
}

function usageWords({ lastUsedAt, callCount }: Outgoing, now: number): string {
  if (lastUsedAt === null) return t('tokens.oldUnused');
  return t('tokens.oldUsed', callCount, {
    count: number(callCount),
    ago: agoWords(lastUsedAt, now),
  });
}
