import { useState } from 'react';
import type { OpenChange } from '../../utils/outbox/change.ts';
import { tokenOf } from '../../utils/outbox/change.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { ConfirmButton } from '../session/confirm-button.tsx';
import { showRoute } from '../state/show-route.ts';
import { takeBack } from '../state/take-back.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';

/** What a person can do about a change: send, decide, edit once more, or throw it away. */
export function ChangeActions({ change }: { change: OpenChange }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const run = async (what: string, work: () => Promise<Failure | null>): Promise<void> => {
    setBusy(what);
    const failure = await work();
    setBusy(null);
    if (failure !== null) toast('bad', failureWords(failure).title);
  };
  const again = (): void =>
    void run('again', async () => {
      const answer = await ask('changes.again', { change: change.id });
      return answer.ok ? null : answer.failure;
    });
  const { state } = change;
  return (
    <div className="flex flex-wrap gap-2">
      {state.kind === 'waiting' && (
        <Button
          busy={busy === 'send'}
          onClick={() =>
            void run('send', async () => {
              const answer = await ask('changes.send', null);
              return answer.ok ? null : answer.failure;
            })
          }
        >
          Send now
        </Button>
      )}
      {state.kind === 'conflict' && (
        <Button
          look="primary"
          onClick={() => void showRoute({ kind: 'edit', id: tokenOf(change) })}
        >
          Look and decide
        </Button>
      )}
      {state.kind === 'refused' && (
        <>
          {state.why.code === 'passkey_needed' ? (
            <ConfirmButton onConfirmed={again} />
          ) : (
            <Button busy={busy === 'again'} onClick={again}>
              Try again
            </Button>
          )}
          <Button busy={busy === 'edit'} onClick={() => void run('edit', () => takeBack(change))}>
            Edit
          </Button>
        </>
      )}
      <Button
        look="quiet-danger"
        busy={busy === 'discard'}
        onClick={() => {
          // What was typed is gone with it: so one press does not do it.
          if (!sure) {
            setSure(true);
            return;
          }
          void run('discard', async () => {
            const answer = await ask('changes.discard', { change: change.id });
            return answer.ok ? null : answer.failure;
          });
        }}
      >
        {sure ? 'Discard for good' : 'Discard'}
      </Button>
    </div>
  );
}
