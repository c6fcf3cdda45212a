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
        toast('good', 'The old value is ended');
        setRound((last) => last + 1);
      },
    );
  const restore = (): void =>
    act.run(
      'restore',
      () => ask('tokens.restore_value', { id: token.id }),
      () => toast('good', 'The earlier value is back'),
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
          {outgoing.length === 1 ? 'End it now' : 'End them now'}
        </Button>
      )}
      {rotation.previous !== null && (
        <Notice
          tone="info"
          title={`Replaced. The value before ended in ${rotation.previous.hint}`}
          actions={
            admin ? (
              <Button busy={act.busy === 'restore'} onClick={restore}>
                Put it back
              </Button>
            ) : undefined
          }
        >
          It can be put back until {momentWords(rotation.previous.keptUntil)}. Delete it in Front
          when all is well.
        </Notice>
      )}
      <FailureNotice failure={act.failure} onRetry={act.retry} />
    </div>
  );
}

type Outgoing = Rotation['outgoing'][number];

function endWords({ hint, endsAt }: Outgoing, now: number): string {
  const soon = Date.parse(endsAt) - now < 60_000;
  return `The old value (…${hint}) works ${soon ? 'for less than a minute' : `until ${momentWords(endsAt)}`}`;
}

function usageWords({ lastUsedAt, callCount }: Outgoing, now: number): string {
  if (lastUsedAt === null) return 'Nothing has used it since.';
  const times = callCount === 1 ? 'once' : `${callCount} times`;
  return `Still used: ${times} since, last ${agoWords(lastUsedAt, now)}.`;
}
