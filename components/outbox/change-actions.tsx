import { useState } from 'react';
import { t } from '../../utils/i18n/t.ts';
import type { OpenChange } from '../../utils/outbox/change.ts';
import { tokenOf } from '../../utils/outbox/change.ts';
import { ask } from '../../utils/messaging/ask.ts';
import type { Failure, Result } from '../../utils/messaging/protocol.ts';
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
  const run = (what: string, work: () => Promise<Failure | null>): void => {
    setBusy(what);
    // Nobody waits for it: what is refused is said here.
    void work().then((failure) => {
      setBusy(null);
      if (failure !== null) toast('bad', failureWords(failure).title);
    });
  };
  const send = (): void => run('send', () => failureOf(ask('changes.send', null)));
  const again = (): void =>
    run('again', () => failureOf(ask('changes.again', { change: change.id })));
  const discard = (): void =>
    run('discard', () => failureOf(ask('changes.discard', { change: change.id })));
  const { state } = change;
  return (
    <div className="flex flex-wrap gap-2">
      {state.kind === 'waiting' && (
        <Button busy={busy === 'send'} onClick={send}>
          {t('outbox.sendNow')}
        </Button>
      )}
      {state.kind === 'conflict' && (
        <Button
          look="primary"
          onClick={() => void showRoute({ kind: 'edit', id: tokenOf(change) })}
        >
          {t('outbox.decide')}
        </Button>
      )}
      {state.kind === 'refused' && (
        <>
          {state.why.code === 'passkey_needed' ? (
            <ConfirmButton onConfirmed={again} />
          ) : (
            <Button busy={busy === 'again'} onClick={again}>
              {t('common.tryAgain')}
            </Button>
          )}
          <Button busy={busy === 'edit'} onClick={() => run('edit', () => takeBack(change))}>
            {t('common.edit')}
          </Button>
        </>
      )}
      <Button
        look="quiet-danger"
        busy={busy === 'discard'}
        onClick={() => {
          // What was typed is gone with it: so one press does not do it.
          if (sure) discard();
          else setSure(true);
        }}
      >
        {sure ? t('outbox.discardSure') : t('common.discard')}
      </Button>
    </div>
  );
}

function failureOf(answer: Promise<Result<unknown>>): Promise<Failure | null> {
  return answer.then((said) => (said.ok ? null : said.failure));
}
